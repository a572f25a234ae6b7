# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of the table that is about results: odd answers of the endpoints, the file host's faults, broken models.

All of them are paid for. State, code, words of the sentence -> names of faults.
"""

from collections.abc import Mapping

LEFT_TO_THE_IMPORTER = (
    "model.out_of_bounds model.index_out_of_range model.nan model.scale_huge model.scale_zero"
    " model.extension_required model.texture_broken"
)
"""Whether these become props, a real background Blender says: see test_hostile_models.py. Plain workers have none."""

RESULTS: Mapping[tuple[str, str, str], str] = {
    # --- the endpoints' own answers with one thing wrong
    ("UNCERTAIN", "MAYBE_BILLED", "no clear answer came"): (
        "submit.no_uuid submit.no_key submit.no_jobs submit.jobs_list submit.uuid_number submit.error_with_uuid"
    ),
    ("FAILED", "NO_SUCH_TASK", "Rodin does not know this generation any more"): "submit.uuid_path",
    ("FAILED", "BAD_RESPONSE", "(“jobs” is missing or wrong)"): (
        "status.jobs_missing status.jobs_object status.jobs_junk"
    ),
    ("FAILED", "BAD_RESPONSE", "(“list” is missing or wrong)"): "download.list_missing download.list_object",
    ("FAILED", "BAD_RESPONSE", "could not be understood."): "status.jobs_huge download.entries_many",
    ("FAILED", "GENERATION_FAILED", "Rodin could not make a model from this input"): "status.failed status.canceled",
    ("FAILED", "GENERATION_TIMED_OUT", "Rodin has not finished after"): (
        "status.unknown_words status.jobs_empty status.stuck status.stuck_waiting"
    ),
    ("FAILED", "NO_MODEL", "no files at all"): "download.empty_for_ever",
    ("FAILED", "NO_MODEL", "only preview.webp, base_basic_pbr.zip"): "download.zip",
    ("FAILED", "NO_MODEL", "only preview.webp, readme.txt"): "download.without_format",
    ("FAILED", "NO_MODEL", "only preview.webp."): "download.preview_only",
    ("FAILED", "UNSAFE_ADDRESS", "it does not begin with https://"): (
        "download.url_http download.url_ftp file.redirect_http"
    ),
    ("FAILED", "UNSAFE_ADDRESS", "it holds characters that do not belong there"): "download.url_unc",
    ("FAILED", "UNSAFE_ADDRESS", "it is not a web address"): "download.url_junk",
    ("FAILED", "UNSAFE_ADDRESS", "it does not name just a server, such as example.com"): (
        "download.url_file download.url_relative download.url_user file.redirect_file"
    ),
    ("FAILED", "LINK_EXPIRED", "its link has expired"): "download.url_expired",
    # --- the file host
    ("FAILED", "DOWNLOAD_FAILED", "the file's host answered 416"): "file.http_416",
    ("FAILED", "DOWNLOAD_FAILED", "a web page came instead of it"): "file.html_200",
    ("FAILED", "DOWNLOAD_FAILED", "compressed in a way that was not asked for"): "file.gzip file.gzip_bomb",
    ("FAILED", "DOWNLOAD_INCOMPLETE", "nothing arrived"): "model.empty",
    ("FAILED", "DOWNLOAD_TOO_LARGE", "it is larger than 2.1 GB"): "file.endless_body file.length_huge",
    # --- the model
    ("FAILED", "MODEL_DAMAGED", "it is not a GLB file"): "model.html model.wrong_magic",
    ("FAILED", "MODEL_BROKEN", "its GLB version is unknown"): "model.version_1",
    ("FAILED", "MODEL_DAMAGED", "it is cut short"): (
        "file.long file.length_small model.truncated model.header_length_long"
    ),
    ("FAILED", "MODEL_DAMAGED", "it is longer than it says"): "model.header_length_short",
    ("FAILED", "MODEL_DAMAGED", "one of its parts does not fit"): "model.chunk_length model.random",
    ("FAILED", "MODEL_DOUBTFUL", "its description is missing or too large"): (
        "model.no_json model.json_huge model.uri_data_huge model.nodes_many"
    ),
    ("FAILED", "MODEL_BROKEN", "its description cannot be read"): "model.json_broken",
    ("FAILED", "MODEL_DOUBTFUL", "it is built to exhaust this computer"): "model.json_deep",
    ("FAILED", "MODEL_BROKEN", "it names a file outside itself"): (
        "model.uri_file model.uri_relative model.uri_http model.uri_unc"
    ),
    ("FAILED", "MODEL_DOUBTFUL", "it is inconsistent (accessors)"): "model.negative",
    ("FAILED", "MODEL_DOUBTFUL", "it has 4,000,000,000 points, which is too many"): "model.count_huge",
    ("FAILED", "MODEL_DOUBTFUL", "it promises far more data than it holds"): "model.sparse_huge",
    ("FAILED", "MODEL_DOUBTFUL", "it has far too many elements (nodes)"): "model.nodes_deep model.instances_many",
    ("FAILED", "MODEL_DOUBTFUL", "in a circle or too deeply"): "model.nodes_cycle",
    ("FAILED", "MODEL_DOUBTFUL", "its parts stand at impossible places"): "model.nan_node",
    ("FAILED", "MODEL_DOUBTFUL", "it holds no surface"): "model.no_mesh model.no_scene model.points_only",
    ("FAILED", "MODEL_DOUBTFUL", "a picture in it is too large"): (
        "model.texture_huge model.texture_huge_jpeg model.texture_huge_webp model.texture_bomb"
    ),
    ("FAILED", "MODEL_DOUBTFUL", "its pictures unpack to far more than they hold"): "model.texture_dense",
    # --- what is borne
    ("READY", "", ""): (
        "submit.consumed_text status.odd_case status.failed_with_done status.flapping status.queue_junk"
        " download.entries_junk download.names_dotdot download.names_absolute download.names_device"
        " download.names_long download.names_control download.names_duplicate download.names_empty"
        " download.names_odd_case file.expired file.http_403 file.http_404 file.http_429 file.http_500 file.http_503"
        " file.reset file.reset_midway file.hang file.hang_midway file.trickle file.empty file.short"
        " file.length_junk file.no_length file.no_length_close file.no_range file.wrong_range file.changed"
        " file.redirect_host file.redirect_loop"
        f" {LEFT_TO_THE_IMPORTER}"
        " model.triangles_many model.lights_cameras model.extras_script model.names_hostile model.draco_broken"
    ),
}
