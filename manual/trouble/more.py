# SPDX-License-Identifier: GPL-3.0-or-later
"""What is worth knowing beyond a sentence itself, by its error's class or by its beginning."""

MORE = {
    # Key, account and connection
    "Set your Rodin API key": "Paste it into *Preferences › Add-ons › Rodin Props* and press *Test Key*. "
    "[First prop](first-prop.md#get-a-key) says where a key comes from.",
    "ProxyFailed": "The sentence names the proxy and what asks for it: `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` or the "
    "system's settings.",
    "CertificateRefused": "A company or an antivirus program may read along. Certificates are taken from Blender, from "
    "the system's store, and from the files that `SSL_CERT_FILE`, `SSL_CERT_DIR`, `REQUESTS_CA_BUNDLE` and "
    "`CURL_CA_BUNDLE` name. Start Blender again after setting one, when no job is on its way.",
    # Rodin says no
    "Unauthorized": "Make a new key in the dashboard and paste it. Generations that are on their way go on by "
    "themselves with the new one.",
    "InsufficientCredits": "Then press *Send Again* beside the job.",
    # What is to be sent
    "PictureRefused": "The panel shows what is wrong beside the picture. Mend it or choose another; nothing was paid.",
    # Pictures of the scene
    "RenderBusy": "A copy of the scene is not written during a render.",
    "EngineMissing": "A second Blender takes the pictures of the scene, and this render engine comes from an add-on.",
    "CopyDiffers": "*Object › Convert › Mesh* keeps what you see.",
    "ScriptsRefused": "You let this file run its scripts, but not files in general.",
    "LandingStumbled": "The job keeps the prop.",
    # Blockouts
    "‹list›. Deselect": "The sentence names each object and why: it waits for a prop already, is a prop, an "
    "instance, linked, or has no size. A prop takes its box's selection, so the next press may still mean it: deselect "
    "the prop, or select the next box. Of one that waits, cancel the generation first.",
    # Variants, new textures and parts
    "PicturesGone": "The generation was removed from the list, or made on another computer.",
    "LookDoesNotFit": "Or order new textures for the mesh as it is now.",
    "Too big for Rodin": "*Send Fewer Triangles* in the dialog allows that; your mesh keeps all of them.",
    "Choose Send the Mesh": "Rodin keeps models for seven days. After that the prop itself is sent to be split.",
    # What came back
    "SubmissionUncertain": "The list says *Unclear whether Rodin got it*. A request that costs credits is never sent a "
    "second time by itself: look in the dashboard whether it was charged, then decide.",
    "ModelRefused": "*Show File* opens its folder.",
    "ModelDoubtful": "The background Blender is bounded in time and memory, and yours reads nothing of it.",
    # Jobs and files
    "LocksMissing": "Blender's extensions are on a network drive that cannot lock files.",
    "DailyLimitReached": "*Credits a Day* in the preferences is yours to set; 0 means no limit.",
    "TaskUnknown": "Another account made it, or it is older than seven days.",
    # The library
    "LibraryGone": "*Try Again* stands in the panel *Library*. The prop itself is safe.",
    "LibraryNotWritable": "The same: mend it and press *Try Again*.",
    "LibraryFull": "The same.",
}
