# SPDX-License-Identifier: GPL-3.0-or-later
"""English words that stand around a thing, and what they say of it."""


def _each(text: str) -> frozenset[str]:
    return frozenset(text.split())


AFTER_THE_THING = _each(
    "with without of on in at for from made by under near beside behind next to that which holding containing inside "
    "within into standing sitting lying hanging covered filled full wearing like as against over above who whose while "
    "is are has carrying riding leaning resting around between through"
)
NO_PARTICIPLES = _each(
    "wing ring king viking string spring thing swing sling ceiling building wedding painting drawing clothing lighting "
    "railing awning lining bearing landing opening housing casing coating molding wiring earring racing folding living "
    "dining gaming writing reading rolling hanging floating glowing flying spinning reclining swiveling sleeping "
    "looking rocking"
)
"""Ending as “playing” does, but things, or words for what something is for."""
DETERMINERS = _each("a an the his her its their my your our some this that these those")
"""Where one stands, another thing begins: “a knight fights a dragon”."""
BETWEEN_THINGS = frozenset({"and", "plus", "or"})
OTHER_SCALE = _each(
    "toy toys miniature mini tiny giant gigantic huge colossal oversized oversize enormous dollhouse doll's dolls lego "
    "figurine plush micro scale model diorama monumental titanic doll paper origami gingerbread chess baby babies kid "
    "kids kid's child's children's toddler rc remote robot robotic inflatable plushie stuffed chocolate sugar candy "
    "cocktail balloon keychain souvenir pocket sand snow ice"
)
OTHER_THINGS = frozenset(
    {
        "red panda",
        "stained glass",
        "stone ring",
        "iron ring",
        "black box",
        "white house",
        "fried egg",
        "glass house",
        "stone lantern",
    }
)
"""Each a name of its own, although its first word describes elsewhere."""
LOOKS = _each(
    # what files and objects are called besides
    "model prop asset mesh object obj geo geometry grp group render scan lowpoly highpoly lod final new "
    "copy blockout placeholder sm sk template variant version ver d "
    "a an the my your our this that these those his her its their one two three four five six single pair very "
    "red green blue yellow white black brown grey gray pink purple orange beige teal turquoise cyan magenta navy "
    "maroon crimson scarlet violet pale bright colorful colourful multicolored colored "
    "old older ancient vintage antique retro modern contemporary rustic medieval victorian edwardian georgian baroque "
    "gothic renaissance persian chinese japanese korean indian european american french italian german english british "
    "spanish scandinavian nordic swedish danish turkish moroccan egyptian roman greek viking celtic oriental asian "
    "african mexican russian futuristic scifi sci fi cyberpunk steampunk fantasy industrial minimalist minimal "
    "minimalistic traditional classic classical elegant luxurious luxury fancy ornate simple plain basic royal "
    "cheap broken dirty clean rusty dusty damaged worn weathered abandoned wrecked rusted destroyed ruined crashed "
    "cracked burned burnt shiny glossy matte polished smooth rough soft hard empty heavy moldy mossy muddy wet dry "
    "big small large little tall short long wide narrow thick thin slim round square rectangular oval curved straight "
    "flat parked left right open closed stylized stylised realistic photorealistic cartoon cartoonish cute "
    "beautiful pretty lovely cozy comfortable comfy ugly nice perfect strange weird mysterious magical enchanted "
    "dead fallen hollow cursed haunted spooky creepy scary used handmade handcrafted ordinary normal typical common "
    "generic average transparent translucent opaque striped spotted male female young adult"
)
"""How it looks, of which time and place it is."""
MATERIALS = _each(
    "wood wooden oak walnut pine birch mahogany teak maple cherry ebony metal metallic steel iron brass copper bronze "
    "aluminum aluminium tin gold golden silver plastic leather marble granite stone concrete cement clay terracotta "
    "porcelain ceramic glass crystal fabric cloth cotton linen wool silk velvet bamboo rattan wicker straw cardboard "
    "rubber jade brick"
)
"""What is made of these is a bed or a mug all the same, but not a dog or a car."""
BEHIND_IT = _each(
    "model prop asset mesh object obj geo geometry grp group render scan lowpoly highpoly lod final new copy blockout "
    "placeholder sm sk template variant version ver a red green blue yellow white black brown grey gray pink purple "
    "orange beige old vintage antique modern rustic medieval victorian broken dirty clean rusty dusty damaged worn big "
    "small large tall short round single left right open closed stylized stylised realistic cartoon wood wooden oak "
    "walnut metal steel iron brass copper gold golden plastic leather marble concrete ceramic bamboo rattan velvet"
)
"""What stands behind a thing in names of files and objects: “Chair_Wood_A”; but a bed linen is no bed."""
OFTEN_COPIED = _each(
    "dog cat horse sheep bear elephant giraffe chicken bird fish whale shark man child car van truck bus train tractor "
    "airplane drone boat ship motorcycle tree flower mushroom robot skull apple banana pumpkin egg rock"
) | {"battle tank"}
"""Things of which one of wood, glass or bronze is of another size, as is a model of one."""
CONTAINERS = _each(
    "aquarium bag barrel basket birdcage bottle bowl box bucket cage can canister carton case cauldron chest cloche "
    "crate cup dome drawer fishbowl flask flowerpot glass globe goblet jar jug mug pan planter pot pouch sack shell "
    "suitcase tank terrarium tin tray tub urn vase vial vitrine"
)
"""What is in one of these is often a small one of its kind: a ship in a bottle, a palm tree in a pot."""
IN_A_CONTAINER = _each("bonsai bottle bottled globe potted terrarium")
"""What stands before such a thing: “bottle ship”."""
INSIDE = _each("in inside within into")
PLURALS = {
    "bookshelves": "bookshelf",
    "children": "child",
    "geese": "goose",
    "knives": "knife",
    "loaves": "loaf",
    "men": "man",
    "mice": "mouse",
    "people": "person",
    "shelves": "shelf",
    "wolves": "wolf",
    "women": "woman",
}
"""Those that do not follow from the endings."""
