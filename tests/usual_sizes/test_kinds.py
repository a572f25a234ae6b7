# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that say which kind it is keep a name from meaning the most common one; plain names mean what they meant."""

import pytest
from rodin_props.usual_sizes.find import find


def _each(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.split("|")]


@pytest.mark.parametrize(
    "text",
    _each(
        "food container|plastic container|water tank|gas tank|space ship|rocket ship|flower bed|dog bed|cat bed|"
        "river bed|gravy boat|sea horse|clothes horse|pommel horse|hot dog|steering wheel|Ferris wheel|roulette wheel|"
        "boxing ring|swimming ring|shower head|deer head|hammer head|tree trunk bridge|car trunk|elephant trunk|"
        "stained glass|star fish|jelly fish|ceiling fan|hand fan|power plant|nuclear plant|robot vacuum|"
        "robot vacuum cleaner|high chair|baby chair|guinea pig|sea lion|red panda|fire ant house|space station|"
        "memory card|graphics card|mountain range|fighter|bat|palm|tank|water slide|cell tower|"
        "card house|a house of cards|a tower of cards|a bed of flowers|a ring of fire|the Statue of Liberty|"
        "traffic jam jar cover|palette knife|nail gun|machine gun|snow man|rubber duck|wooden dog|marble lion|"
        "glass horse|wooden car|piano key|bottle cap|gun barrel|hair bow|car model kit|sand castle tower|"
        "heart shaped box|"
        "table cloth|bed linen|car light|window glass|U-boat|ship model|car model|stone lantern|"
        "light switch|barn door hinge|a monkey playing an organ"
    ),
)
def test_an_english_kind_of_another_size_means_nothing(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a man riding a horse", "man"),
        ("a woman wearing a hat", "woman"),
        ("an astronaut holding a flag and a guitar", "astronaut"),
        ("a knight fighting a bear", "knight"),
        ("a cat sitting on a chair", "cat"),
        ("an old man leaning against a bicycle", "man"),
        ("a girl who rides a horse", "girl"),
        ("the table that stands by the door", "table"),
        ("a monkey playing guitar", None),
        ("a dragon carrying a mug", None),
        ("a dog eating from a bowl of chips", "dog"),
        ("a red rocking chair", "rocking chair"),
        ("old sewing machine", "sewing machine"),
        ("plane wing", None),
        ("a plane wing with flames", None),
        ("a horse racing track", None),
        ("a chair for a dog", None),
        ("a bed for dolls", None),
        ("a car for kids", None),
        ("a chair for the office", "chair"),
        ("a floor standing lamp", "standing lamp"),
        ("a standing lamp", "standing lamp"),
        ("a gold wedding ring", "wedding ring"),
    ],
)
def test_what_one_does_is_not_what_it_is(text: str, word: str | None) -> None:
    found = find(text)
    assert (found.word if found else None) == word


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mug", "mug"),
        ("coffee mug", "mug"),
        ("grandfather's mug", "mug"),
        ("teacup", "cup"),
        ("chair", "chair"),
        ("wooden chair", "chair"),
        ("a carved, painted chair", None),
        ("a carved painted chair", "chair"),
        ("a weathered 18th century chair", None),
        ("office chair", "office chair"),
        ("two red chairs", "chair"),
        ("oak door", "door"),
        ("front door", "door"),
        ("dining table", "table"),
        ("a round glass table", "table"),
        ("floor lamp", "floor lamp"),
        ("bookshelf", "bookshelf"),
        ("bed", "bed"),
        ("a rusty medieval iron bed", "bed"),
        ("hospital bed", "bed"),
        ("wheel", "tire"),
        ("wagon wheel", "tire"),
        ("gold ring", "ring"),
        ("horse", "horse"),
        ("a brown horse", "horse"),
        ("sailing ship", "ship"),
        ("old ship", "ship"),
        ("a yacht", "sailboat"),
        ("sci-fi door", "door"),
        ("a dead tree", "tree"),
        ("a red brick house", "house"),
        ("wooden barrel", "barrel"),
        ("a bottle of wine", "bottle"),
        ("a glass of water", "glass"),
        ("leather sofa", "sofa"),
        ("corner sofa", "sofa"),
        ("racing bicycle", "bicycle"),
        ("an abandoned car", "car"),
        ("electric guitar", "guitar"),
        ("hair dryer", "hair dryer"),
        ("fish tank", "fish tank"),
        ("cupcake", "cupcake"),
        ("low poly bed", "bed"),
        ("chair model", "chair"),
        ("SM_Bed_Wood_A_02", "bed"),
        ("black leather gloves", "glove"),
    ],
)
def test_a_plain_english_name_means_what_it_says(text: str, name: str | None) -> None:
    found = find(text)
    assert (found.thing.name if found else None) == name


@pytest.mark.parametrize(
    "text",
    _each(
        "十字架|支架|担架|骨架|三角架|雨伞架|花架子|电瓶|螺帽|笔帽|瓶帽|秘书|证书|降落伞|世界杯|旋转木马|雪兔|集装箱子|"
        "邮票书|火柴盒子|扫地机器人|手机屏幕|台灯底座|门手柄|杯子小号|多肉植物|石头狮子|红灯|木鱼|铁塔|红包|沙包|"
        "婴儿椅子|遥控飞机|飞机模型|跑步机|机枪|水枪|热气球|地球|眼球|同桌|电椅|狗窗|画像|"
        "弁当箱|下駄箱|積み木|テニスコート|ボクシングリング|データベース|はしご車|ゴミ収集箱|ボトルキャップ|回転木馬|"
        "雪うさぎ|チェスの馬|藁人形|ロボット掃除機|日時計|コピー機|ターンテーブル|ナンバープレート|ガイガーカウンター|"
        "氷の熊|木彫りの熊|ラジコンの車|船の模型|バスケ|テレビゲーム|カバー|トライ|手袋|水槽|床|靴|刀|棚|風車|水瓶|犬の家|人形の家|狗的床|恐竜の卵|座椅子|犬用椅子|宠物的床|狗用的床|竹馬|木刀|和太鼓"
    ),
)
def test_a_chinese_or_japanese_kind_of_another_size_means_nothing(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("椅子", "chair"),
        ("木椅", "chair"),
        ("红色的木椅", "chair"),
        ("一把旧椅子", "chair"),
        ("咖啡杯", "cup"),
        ("马克杯", "mug"),
        ("门", "door"),
        ("木门", "door"),
        ("一扇门", "door"),
        ("书架", "bookshelf"),
        ("一张床", "bed"),
        ("蓝色的手袋", "bag"),
        ("这个水槽", "sink"),
        ("一把破旧的伞", "umbrella"),
        ("金属椅子", "chair"),
        ("餐桌", "table"),
        ("落地灯", "floor lamp"),
        ("不锈钢水壶", "teapot"),
        ("自行车", "bicycle"),
        ("书", "book"),
        ("3个杯子", "cup"),
        ("一辆红色的车", "car"),
        ("飞机", "airplane"),
        ("書架", "bookshelf"),
        ("本棚", "bookshelf"),
        ("いす", "chair"),
        ("マグカップ", "mug"),
        ("ドア", "door"),
        ("木製ドア", "door"),
        ("自動ドア", "door"),
        ("赤いドア", "door"),
        ("錆びた車", "car"),
        ("木製のテーブル", "table"),
        ("ダイニングテーブル", "table"),
        ("革の手袋", "glove"),
        ("大きな水槽", "fish tank"),
        ("自転車", "bicycle"),
        ("古びた本", "book"),
        ("庭の木", "tree"),
        ("ヘアドライヤー", "hair dryer"),
    ],
)
def test_a_plain_chinese_or_japanese_name_means_what_it_says(text: str, name: str) -> None:
    found = find(text)
    assert (found.thing.name if found else None) == name
