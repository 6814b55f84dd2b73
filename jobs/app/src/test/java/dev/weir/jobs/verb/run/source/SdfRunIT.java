package dev.weir.jobs.verb.run.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.OneTableWorkspace;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.read.sdf.SdfTexts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A product of molecules, by the commands that people type; and no text of a record in what these say. */
@ExtendWith(SparkFixture.class)
class SdfRunIT extends WorkspaceCommands {

    private static final String COLUMNS = """
        - { name: compound_id, physicalName: data/ID, logicalType: string, classification: NONE }
        - { name: title, logicalType: string, classification: NONE }
        - { name: molblock, logicalType: string, classification: NONE }
        - { name: atoms, logicalType: integer, classification: NONE }
        - { name: log_p, physicalName: data/LogP, logicalType: number, classification: NONE }
        - { name: measured_on, physicalName: "data/Measured on", logicalType: date, classification: NONE }
        """;

    private static final String RELEASED = """
        - { name: compound_id, logicalType: string, primaryKey: true, classification: NONE }
        - { name: title, logicalType: string, classification: NONE }
        - { name: is_v3000, logicalType: boolean, classification: NONE }
        - { name: atoms, logicalType: integer, classification: NONE }
        - { name: log_p, logicalType: number, classification: NONE }
        - { name: measured_on, logicalType: date, classification: NONE }
        """;

    @BeforeEach
    void workspace() throws IOException {
        String good = SdfTexts.record(
                SdfTexts.ETHANOL, "ID", "C-1", "LogP", "-0.31", "Measured on", "2024-03-05", "Analyst", "LEI WANG");
        OneTableWorkspace.create(folder, "compounds", "molecules")
                .source(
                        "{ server: files, type: local, environment: laptop, path: \"raw/*.sdf\", format: sdf }",
                        0.8,
                        COLUMNS)
                .table("""
                    SELECT compound_id, title, contains(molblock, 'V3000') AS is_v3000, atoms, log_p, measured_on
                    FROM raw.molecules
                    """, RELEASED)
                .write(
                        "raw/batch.sdf",
                        (good
                                        + SdfTexts.record(SdfTexts.ETHANOL_3000, "ID", "C-2")
                                        + good.replace("C-1", "C-3").replace("-0.31", "SECRET")
                                        + good.replace("C-1", "C-4").replace("0.0000 C ", "0.0000 Zz")
                                        + good.replace("C-1", "C-5").replace(">  <LogP>", ">  <ID>")
                                        + good.substring(0, good.length() / 2))
                                .replace("\n", "\r\n"));
    }

    @Tag("slow")
    @Test
    void isValidatedCheckedAndReleased() throws Exception {
        List<String> said = new ArrayList<>();
        said.add(weir(0, "validate"));

        String run = weir(0, "run", "compounds");
        said.add(run);
        said.add(report());
        assertThat(run).contains("Released compounds@1: 2 rows, 0 quarantined, 4 records unreadable");
        assertThat(report()).as("a data item that no column reads").contains("data/Analyst");

        String quarantine = quarantine("compounds");
        said.add(quarantine);
        assertThat(quarantine)
                .contains("raw/batch.sdf")
                .contains("not a finite number in digits")
                .contains("no symbol of an atom in columns 32 to 34, at line 78")
                .contains("a data item whose name stands before in the same record, at line ")
                .contains("the file ends before the record does: its last line, $$$$, is missing");

        String rows = weir(0, "read", "compounds.molecules@1", "--output", "csv");
        assertThat(rows).contains("C-1,ethanol,false,3,-0.31,2024-03-05").contains("C-2,ethanol,true,3,,");

        said.add(weir(0, "check", "compounds"));
        assertThat(said).allSatisfy(text -> assertThat(text).doesNotContain("LEI WANG", "SECRET"));
    }
}
