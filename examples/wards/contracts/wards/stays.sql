SELECT stay_id, patient_id, ward, started_at
FROM raw.stays
