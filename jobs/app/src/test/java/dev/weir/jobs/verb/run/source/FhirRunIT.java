package dev.weir.jobs.verb.run.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.OneTableWorkspace;
import dev.weir.jobs.SparkFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A product of a bulk export, by the commands that people type; and no value of a record in what these say. */
@ExtendWith(SparkFixture.class)
class FhirRunIT extends WorkspaceCommands {

    private static final String SECRET = "张秀兰";

    private static final String COLUMNS = """
        - { name: observation_id, physicalName: Observation.id, logicalType: string, classification: NONE }
        - { name: patient_id, physicalName: subject.getReferenceKey(Patient), logicalType: string, classification: NONE }
        - { name: loinc, physicalName: "code.coding[system=http://loinc.org].code", logicalType: string, classification: NONE }
        - { name: value, physicalName: valueQuantity.value, logicalType: number, physicalType: "decimal(10,2)", classification: NONE }
        - { name: seen_at, physicalName: effectiveDateTime, logicalType: timestamp, logicalTypeOptions: { timezone: true }, classification: NONE }
        - name: components
          physicalName: component
          logicalType: array
          items: { logicalType: object, properties: [{ name: valueString, logicalType: string }] }
          classification: NONE
        """;

    private static final String RELEASED = """
        - { name: observation_id, logicalType: string, primaryKey: true, primaryKeyPosition: 1, classification: NONE }
        - { name: place, logicalType: integer, primaryKey: true, primaryKeyPosition: 2, classification: NONE }
        - { name: patient_id, logicalType: string, classification: NONE }
        - { name: loinc, logicalType: string, classification: NONE }
        - { name: value, logicalType: number, physicalType: "decimal(10,2)", classification: NONE }
        - { name: seen_on, logicalType: date, classification: NONE }
        - { name: said, logicalType: string, classification: NONE }
        """;

    @BeforeEach
    void workspace() throws IOException {
        OneTableWorkspace.create(folder, "clinical", "observations")
                .source(
                        "{ server: files, type: local, environment: laptop, path: \"raw/*.ndjson\", format: fhir }",
                        0.75,
                        COLUMNS)
                .table("""
                    SELECT observation_id, CAST(place AS BIGINT) AS place, patient_id, loinc, value,
                      CAST(seen_at AS DATE) AS seen_on, part.valueString AS said
                    FROM raw.observations LATERAL VIEW OUTER posexplode(components) AS place, part
                    WHERE loinc IS NOT NULL
                    """, RELEASED)
                .write("raw/Observation.ndjson", """
            {"resourceType":"Observation","id":"o1","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8302-2"}]},"subject":{"reference":"Patient/p1"},"effectiveDateTime":"2020-03-01T10:00:00Z","valueQuantity":{"value":170.5},"component":[{"code":{"text":"a"},"valueString":"one"},{"code":{"text":"b"},"valueString":"two"}],"bodyWeight":7}
            {"resourceType":"Observation","id":"o2","status":"final","code":{"text":"张秀兰"},"subject":{"reference":"Group/p1"}}
            {"resourceType":"Observation","id":"o3","status":"final","code":{"text":"张秀兰"},"effectiveDateTime":"2020-03"}
            {"resourceType":"Patient","id":"p1","name":[{"family":"张秀兰"}]}
            """);
    }

    @Tag("slow")
    @Test
    void isValidatedCheckedAndReleased() throws Exception {
        List<String> said = new ArrayList<>();
        said.add(weir(0, "validate"));

        String run = weir(0, "run", "clinical");
        said.add(run);
        said.add(report());
        assertThat(run).contains("Released clinical@1: 2 rows, 0 quarantined, 3 records unreadable");
        assertThat(report()).as("what FHIR does not have").contains("bodyWeight (not in FHIR R4)");

        String quarantine = quarantine("clinical");
        said.add(quarantine);
        assertThat(quarantine)
                .contains("raw/Observation.ndjson")
                .contains("not a reference to Patient")
                .contains("a date without a time")
                .contains("its resourceType is Patient, and not Observation");

        String rows = weir(0, "read", "clinical.observations@1", "--output", "csv");
        said.add(rows);
        assertThat(rows)
                .contains("o1,0,p1,8302-2,170.50,2020-03-01,one")
                .contains("o1,1,p1,8302-2,170.50,2020-03-01,two");
        assertThat(said).noneMatch(text -> text.contains(SECRET));
    }
}
