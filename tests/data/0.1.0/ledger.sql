-- A ledger of version 0.1.0, as `sqlite3 .dump` writes it. @FOLDER@, @EXTENSION@, @PYTHON@, @ACCOUNT@ and @URL@ are
-- put in by the tests.
BEGIN TRANSACTION;
CREATE TABLE accounts (
    account TEXT PRIMARY KEY,
    base_url TEXT NOT NULL DEFAULT '',
    balance REAL,
    checked_at REAL,
    error_code TEXT NOT NULL DEFAULT '',
    error TEXT NOT NULL DEFAULT '',
    remedy TEXT NOT NULL DEFAULT 'NONE',
    requested INTEGER NOT NULL DEFAULT 0,
    parallel_limit INTEGER
, daily_credits REAL);
INSERT INTO "accounts" VALUES('@ACCOUNT@','@URL@',99.0,1.79564791733898925776e+09,'','','NONE',0,NULL,NULL);
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    at REAL NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL
);
INSERT INTO "events" VALUES(1,'c87d9ab41f86fe68',1.795647911278639555e+09,'QUEUED','');
INSERT INTO "events" VALUES(2,'c87d9ab41f86fe68',1.79564791179548120499e+09,'SUBMITTING','');
INSERT INTO "events" VALUES(3,'c87d9ab41f86fe68',1.79564791189084386829e+09,'WAITING','accepted');
INSERT INTO "events" VALUES(4,'c87d9ab41f86fe68',1.79564791291803240781e+09,'GENERATING','');
INSERT INTO "events" VALUES(5,'c87d9ab41f86fe68',1.79564791395388507837e+09,'DOWNLOADING','');
INSERT INTO "events" VALUES(6,'c87d9ab41f86fe68',1.79564791504569482806e+09,'PREPARING','');
INSERT INTO "events" VALUES(7,'c87d9ab41f86fe68',1.795647916739557743e+09,'READY','');
INSERT INTO "events" VALUES(8,'c87d9ab41f86fe68',1.79564791685910820958e+09,'IMPORTED','');
INSERT INTO "events" VALUES(9,'19a171b31afaaef8',1.79564791687140417101e+09,'QUEUED','');
INSERT INTO "events" VALUES(10,'19a171b31afaaef8',1.79564791712651085852e+09,'SUBMITTING','');
INSERT INTO "events" VALUES(11,'19a171b31afaaef8',1.79564791724268507959e+09,'WAITING','accepted');
INSERT INTO "events" VALUES(12,'19a171b31afaaef8',1.79564791826320624347e+09,'GENERATING','');
INSERT INTO "events" VALUES(13,'19a171b31afaaef8',1.79564791927718353276e+09,'DOWNLOADING','');
INSERT INTO "events" VALUES(14,'19a171b31afaaef8',1.79564792032379984851e+09,'PREPARING','');
INSERT INTO "events" VALUES(15,'19a171b31afaaef8',1.79564792319764137264e+09,'READY','');
INSERT INTO "events" VALUES(16,'19a171b31afaaef8',1.79564792329275155075e+09,'IMPORTED','');
INSERT INTO "events" VALUES(17,'108899d044f7015f',1.79564792331673526767e+09,'QUEUED','');
INSERT INTO "events" VALUES(18,'e0fc3392ab1d1504',1.79564792334314131741e+09,'QUEUED','');
INSERT INTO "events" VALUES(19,'108899d044f7015f',1.79564792339821910861e+09,'SUBMITTING','');
INSERT INTO "events" VALUES(20,'e0fc3392ab1d1504',1.79564792341763424876e+09,'SUBMITTING','');
INSERT INTO "events" VALUES(21,'108899d044f7015f',1.79564792356643629072e+09,'UNCERTAIN','CONNECTION_FAILED');
INSERT INTO "events" VALUES(22,'e0fc3392ab1d1504',1.79564792357702612875e+09,'UNCERTAIN','CONNECTION_FAILED');
CREATE TABLE jobs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL DEFAULT 1,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    base_url TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    folder TEXT NOT NULL,
    options TEXT NOT NULL,
    prompt TEXT NOT NULL,
    images TEXT NOT NULL,
    image_labels TEXT NOT NULL,
    bbox_condition TEXT NOT NULL,
    target TEXT NOT NULL,
    prepare_command TEXT NOT NULL,
    blender_version TEXT NOT NULL,
    created_at REAL NOT NULL,
    updated_at REAL NOT NULL,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    final_prompt TEXT NOT NULL,
    task_uuid TEXT NOT NULL,
    subscription_key TEXT NOT NULL,
    submitted_at REAL,
    consumed_credits REAL,
    resumable_until REAL,
    steps_done INTEGER NOT NULL,
    steps_total INTEGER NOT NULL,
    steps_failed INTEGER NOT NULL,
    queue_length INTEGER,
    waited_seconds REAL NOT NULL,
    bytes_done INTEGER NOT NULL,
    bytes_total INTEGER,
    model_file TEXT NOT NULL,
    preview_file TEXT NOT NULL,
    prepared_file TEXT NOT NULL,
    prepared_version TEXT NOT NULL,
    triangles INTEGER,
    dimensions TEXT NOT NULL,
    error_code TEXT NOT NULL,
    error TEXT NOT NULL,
    remedy TEXT NOT NULL,
    hold_code TEXT NOT NULL,
    hold TEXT NOT NULL,
    blocked INTEGER NOT NULL
);
INSERT INTO "jobs" VALUES(1,9,'c87d9ab41f86fe68','@ACCOUNT@','@URL@','Wooden stool','TEXT','@FOLDER@/jobs/c87d9ab41f86fe68','{"tier":"GEN_2","mesh_mode":"QUAD","quality":"MEDIUM","quality_override":0,"material":"PBR","texture_mode":"AUTO","hd_texture":false,"uhd_texture":false,"texture_delight":false,"addons":"NONE","geometry_instruct_mode":"FAITHFUL","is_symmetric":"AUTO","is_micro":false,"ta_pose":false,"use_hyper":false,"mesh_simplify":true,"mesh_smooth":true,"condition_mode":"CONCAT","use_original_alpha":false,"geometry_file_format":"GLB","seed":23570,"preview_render":false}','a wooden stool','[]','[]','null','{"size_meters":0.800000011920929,"size_axis":"HEIGHT","blend_path":"","scene":"Scene","blockout":"","only_selected":false}','["@PYTHON@","-I","@EXTENSION@/scene/convert.py","--"]','5.0.1',1.795647911278639555e+09,1.79564791685910820958e+09,'IMPORTED',1,'','6513270e-269e-4d37-b2a7-4de452e6b438','eyJhbGciOiAiSFMyNTYiLCAidHlwIjogIkpXVCJ9.eyJ0YXNrIjogIjY1MTMyNzBlLTI2OWUtNGQzNy1iMmE3LTRkZTQ1MmU2YjQzOCIsICJzdWIiOiAiZDIzZjA4MjQtMTI4Yi00ZjMzLThjNWMtN2ZkMGE2YTNhNDUwIiwgInNjb3BlIjogInN1YnNjcmliZSIsICJpYXQiOiAxNzYwMDAwMDAwfQ.IjJiOTAyZjg5MTFlODE4MThmOGM5OWQ1ZDVkOTgzMTk1NzUwNGQ5MGU5NDVkZTJlOGY1NGVlNzgxY2M3NWY2MzZkODUwOTkwOTVhYTMwMDE2NWE2NzAzNmY5YjU0MGQ2YjhmMGJlMjExMjQxNzljM2RkOWY3MzgxN2NlNmUxMThkMjY0YWFkNmNiNmRkMjEwZmFmOTRhY2QzY2Y5MmMxOTAyMzdjYjExZjVkMTA4Y2YyNTkzMDI2MzkzOGIzNzBhMSI',1.79564791179499602322e+09,NULL,1.79625271179499602317e+09,1,1,0,NULL,2.04046810200088657438e+00,9660,9660,'model.glb','preview.webp','prepared.blend','5.0.1',132,'[0.403595,0.401208,0.8]','','','NONE','','',0);
INSERT INTO "jobs" VALUES(2,10,'19a171b31afaaef8','@ACCOUNT@','@URL@','Wooden stool','TEXT','@FOLDER@/jobs/19a171b31afaaef8','{"tier":"GEN_2","mesh_mode":"QUAD","quality":"MEDIUM","quality_override":0,"material":"PBR","texture_mode":"AUTO","hd_texture":false,"uhd_texture":false,"texture_delight":false,"addons":"NONE","geometry_instruct_mode":"FAITHFUL","is_symmetric":"AUTO","is_micro":false,"ta_pose":false,"use_hyper":false,"mesh_simplify":true,"mesh_smooth":true,"condition_mode":"CONCAT","use_original_alpha":false,"geometry_file_format":"GLB","seed":4178,"preview_render":false}','a wooden stool','[]','[]','null','{"size_meters":0.800000011920929,"size_axis":"HEIGHT","blend_path":"","scene":"Scene","blockout":"","only_selected":false,"variant_of":"c87d9ab41f86fe68"}','["@PYTHON@","-I","@EXTENSION@/scene/convert.py","--"]','5.0.1',1.79564791687140417101e+09,1.79564792329275155075e+09,'IMPORTED',1,'','1e27a1c0-8a6a-43ec-a4ed-e6a46b4cb242','eyJhbGciOiAiSFMyNTYiLCAidHlwIjogIkpXVCJ9.eyJ0YXNrIjogIjFlMjdhMWMwLThhNmEtNDNlYy1hNGVkLWU2YTQ2YjRjYjI0MiIsICJzdWIiOiAiZDBlZGE4MmYtOGY2ZC00NTU4LThlZjgtYWEzODkyMjc2NjU4IiwgInNjb3BlIjogInN1YnNjcmliZSIsICJpYXQiOiAxNzYwMDAwMDAwfQ.Ijk0YmE5N2FlOGIxNTQ0MmVlMmRiNjExYTkxYmZlMzk0Njk3MzNhOTI0N2Q1OGZhM2M1NTAxODMwMDM3MjU1NWZkMjM1ZjExODI5ZmIzODhjMjJlNDRjYjYzN2YwMTIxMGMzNzA3YTkwYjQwNTQyMGZiMTY5Nzc5ZWRmYjViOTM0MjQwNTE1N2Y1NGIxMmVhZTYyZDExZTg4N2ViMDc2NmQxODc3ZjhjNmVmZjI2YjUwMTBhZjMxNzdkMTYxZTc5NSI',1.79564791712606692314e+09,NULL,1.79625271712606692309e+09,3,3,0,NULL,2.02187530499941203743e+00,26280,26280,'model.glb','preview.webp','prepared.blend','5.0.1',556,'[0.403502,0.399893,0.8]','','','NONE','','',0);
INSERT INTO "jobs" VALUES(3,3,'108899d044f7015f','@ACCOUNT@','@URL@','Wooden table','TEXT','@FOLDER@/jobs/108899d044f7015f','{"tier":"GEN_2","mesh_mode":"QUAD","quality":"MEDIUM","quality_override":0,"material":"PBR","texture_mode":"AUTO","hd_texture":false,"uhd_texture":false,"texture_delight":false,"addons":"NONE","geometry_instruct_mode":"FAITHFUL","is_symmetric":"AUTO","is_micro":false,"ta_pose":false,"use_hyper":false,"mesh_simplify":true,"mesh_smooth":true,"condition_mode":"CONCAT","use_original_alpha":false,"geometry_file_format":"GLB","seed":10049,"preview_render":false}','wooden table','[]','[]','[100,100,100]','{"size_meters":1.0,"size_axis":"LONGEST_SIDE","blend_path":"","scene":"Scene","blockout":"wooden_table","only_selected":false}','["@PYTHON@","-I","@EXTENSION@/scene/convert.py","--"]','5.0.1',1.79564792331673526767e+09,1.79564792356643629072e+09,'PREPARING',1,'','11111111-2222-4333-8444-555555555555','key-of-an-old-task',1.79564792331673526767e+09,0.5,1.79625272331673526762e+09,3,3,0,NULL,0.0,9660,9660,'model.glb','','','',60,'null','','','NONE','','',0);
INSERT INTO "jobs" VALUES(4,3,'e0fc3392ab1d1504','@ACCOUNT@','@URL@','Blue vase','TEXT','@FOLDER@/jobs/e0fc3392ab1d1504','{"tier":"GEN_2","mesh_mode":"QUAD","quality":"MEDIUM","quality_override":0,"material":"PBR","texture_mode":"AUTO","hd_texture":false,"uhd_texture":false,"texture_delight":false,"addons":"NONE","geometry_instruct_mode":"FAITHFUL","is_symmetric":"AUTO","is_micro":false,"ta_pose":false,"use_hyper":false,"mesh_simplify":true,"mesh_smooth":true,"condition_mode":"CONCAT","use_original_alpha":false,"geometry_file_format":"GLB","seed":13701,"preview_render":false}','a blue vase','[]','[]','null','{"size_meters":0.800000011920929,"size_axis":"HEIGHT","blend_path":"","scene":"Scene","blockout":"","only_selected":false}','["@PYTHON@","-I","@EXTENSION@/scene/convert.py","--"]','5.0.1',1.79564792334314131741e+09,1.79564792357702612875e+09,'CANCELLED',1,'','','',NULL,NULL,NULL,0,0,0,NULL,0.0,0,NULL,'','','','',NULL,'null','','','NONE','','',0);
CREATE TABLE landings (
    seq INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    blend_path TEXT NOT NULL,
    at REAL NOT NULL
);
INSERT INTO "landings" VALUES(1,'c87d9ab41f86fe68','',1.79564791686645531653e+09);
INSERT INTO "landings" VALUES(2,'19a171b31afaaef8','',1.79564792330053806307e+09);
CREATE TABLE notices (
    seq INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    sentence TEXT NOT NULL
);
CREATE TABLE past_payments (
    account TEXT NOT NULL,
    at REAL NOT NULL,
    options TEXT NOT NULL,
    consumed_credits REAL
);
CREATE TABLE pauses (
    account TEXT PRIMARY KEY,
    recorded_at REAL NOT NULL,
    until REAL NOT NULL
);
CREATE TABLE revision (value INTEGER NOT NULL);
INSERT INTO "revision" VALUES(34);
CREATE TABLE sends (
    seq INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    at REAL NOT NULL,
    under_way INTEGER NOT NULL
);
CREATE INDEX jobs_by_account ON jobs (account, state);
CREATE INDEX events_by_job ON events (job_id);
CREATE INDEX landings_by_job ON landings (job_id);
CREATE INDEX sends_by_account ON sends (account, at);
CREATE INDEX past_payments_by_account ON past_payments (account, at);
CREATE TRIGGER payments_outlive_jobs BEFORE DELETE ON jobs WHEN OLD.submitted_at IS NOT NULL
BEGIN
    INSERT INTO past_payments VALUES (OLD.account, OLD.submitted_at, OLD.options, OLD.consumed_credits);
END;
CREATE TRIGGER payments_outlive_retries BEFORE UPDATE OF attempt ON jobs
WHEN NEW.attempt > OLD.attempt AND OLD.submitted_at IS NOT NULL
BEGIN
    INSERT INTO past_payments VALUES (OLD.account, OLD.submitted_at, OLD.options, OLD.consumed_credits);
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('jobs',4);
COMMIT;
PRAGMA application_id = 1383031888;
PRAGMA user_version = 2;
