SELECT bed, ward, kind, changed_on, coalesce(gone, false) AS gone
FROM raw.beds
