-- H2 binds the comparison in a check like "status in (...)" to the session that created the table. Once the pool has retired that
-- connection, after half an hour, every write would fail. What calls a function is evaluated in the session that writes.
-- The old checks have the names that H2 and PostgreSQL gave them.
alter table gallery_image drop constraint if exists constraint_1b0;
alter table gallery_image drop constraint if exists gallery_image_modality_check;
alter table gallery_image add constraint gallery_image_modality_is_known
    check (position(',' || modality || ',' in ',visible,infrared,') > 0);
alter table job drop constraint if exists constraint_11f9;
alter table job drop constraint if exists job_status_check;
alter table job add constraint job_status_is_known
    check (position(',' || status || ',' in ',QUEUED,RUNNING,STOPPING,STOPPED,COMPLETED,FAILED,') > 0);
