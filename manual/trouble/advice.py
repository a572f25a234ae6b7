# SPDX-License-Identifier: GPL-3.0-or-later
"""What there is to do meanwhile, by what the interface says of things that are under way."""

_QUEUE = (
    "Nothing was sent yet, and nothing is charged. *Generations at Once* and *Credits a Day* in the preferences bound "
    "how many go at a time"
)
_SERVICE = "Nothing. Rodin has accepted it, and has other generations to make first"
_MAKING = "Nothing. Go on working, save, open other files or close Blender: it goes on"
_IN_SCENE = "Nothing. *Import*, in the gallery, brings it in once more"
_BUSY = "It comes by itself then, or press *Import Now*"
_ELSEWHERE = "New textures and parts belong to an object. Open the file that has it"
_UNCLEAR = "Look in the dashboard whether it was charged, then decide. *Send Again* asks first, and may be charged, too"

OF_A_JOB = {
    "In the queue": _QUEUE,
    "Sending": "Nothing. From now on Rodin may charge for it",
    "Waiting": _SERVICE,
    "Waiting for Rodin": _SERVICE,
    "Waiting, ‹number› before it": _SERVICE,
    "Waiting, next in line": _SERVICE,
    "Generating": _MAKING,
    "Making textures": _MAKING,
    "Making parts": _MAKING,
    "Downloading": _MAKING,
    "Preparing": _MAKING,
    "Ready": "It comes into the scene by itself. If nothing waits for it there, press *Import Now*",
    "Waiting for Object Mode (now ‹mode›)": "The prop comes by itself when you are back in Object Mode",
    "Waiting for the render to end": _BUSY,
    "Waiting for the playback to stop": _BUSY,
    "Waiting for “‹words›” to end": _BUSY,
    "Ready, comes with the others": "It comes with the last one of its set. *Bring In What Is Ready* does not wait "
    "for the others",
    "Ready, its place is not in this file": "The placeholder was deleted or is in another file. Open that file, or "
    "press *Import Now*: it puts the prop at the 3D cursor",
    "Ready, its mesh is not in this file": _ELSEWHERE,
    "Ready, its whole is not in this file": _ELSEWHERE,
    "Ready, but does not fit": "The mesh was edited since its new textures were ordered. The sentence below it says "
    "what helps",
    "Ready, but did not land": "Something unexpected kept it from landing. Press *Import Now* to try again",
    "In a scene": _IN_SCENE,
    "In the scene": _IN_SCENE,
    "On the mesh": _IN_SCENE,
    "Failed": "The sentence below it says what happened and what helps",
    "Cancelled": "What Rodin had accepted can be resumed for seven days, which costs nothing: press *Resume*. What it "
    "had not is begun anew by *Send Again*, for which Rodin charges",
    "Unclear": _UNCLEAR,
    "Unclear whether Rodin got it": _UNCLEAR,
}
IN_A_SET = {
    "None yet": "*Dress* has a prop made for it",
    "On the way": "Nothing",
    "Ready, not in the scene": "It comes with the others. *Bring In What Is Ready* does not wait for them",
    "In the scene": "Nothing. The arrows beside it have it made again with the next press",
    "Left out: it ‹reason›": "What follows says why, such as *is linked from another file.* Change that, or take it "
    "out of the set",
}
OF_WORK = {
    "Asking Rodin…": "Nothing. The answer comes within a minute",
    "Looking": "Nothing. What stands in the scene is looked at, a little at a time",
    "Counting": "Nothing. What stands in the scene is looked at, a little at a time",
    "Mesh is being exported": "Nothing, and nothing is sent yet",
    "Meshes are being exported": "Nothing, and nothing is sent yet",
    "Making the picture ready": "Nothing, and nothing is sent yet",
    "Taking the picture": "Nothing, and nothing is sent yet",
    "Being made ready": "Nothing, and nothing is sent yet",
    "Decides the look": "Of several pictures, the first decides the look of the surface. The arrows change their order",
    "Nothing generated yet": "The list fills with the first generation",
    "Keeping 1 prop": "Nothing. The library is written in the background",
    "Keeping ‹number› props": "Nothing. The library is written in the background",
    "No props in this scene": "Open a scene with props that were made with Rodin",
    "Making levels of ‹name›": "Nothing. *Stop Making Levels* ends it",
    "Making levels of ‹number› meshes": "Nothing. *Stop Making Levels* ends it",
    "Publishing “‹name›”": "Nothing. *Stop Publishing* ends it",
    "Publishing “‹name›”: ‹number› of ‹number› file": "Nothing. *Stop Publishing* ends it",
    "Publishing “‹name›”: ‹number› of ‹number› files": "Nothing. *Stop Publishing* ends it",
}
