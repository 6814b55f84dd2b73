package dev.weir.jobs.verb.run.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.OneTableWorkspace;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.engine.read.sas.SasRaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A product of a study's demographics, by the commands that people type. */
@ExtendWith(SparkFixture.class)
class SasRunIT extends WorkspaceCommands {
    private static final String SECRET = "ZHANG-XIULAN";

    private static final String COLUMNS = """
        - { name: subject, physicalName: USUBJID, logicalType: string, classification: NONE }
        - { name: age, physicalName: AGE, logicalType: integer, classification: NONE }
        - { name: seen_on, physicalName: RFDT, logicalType: date, classification: NONE }
        """;

    private static final String RELEASED = """
        - { name: subject, logicalType: string, primaryKey: true, classification: NONE }
        - { name: age, logicalType: integer, classification: NONE }
        - { name: seen_on, logicalType: date, classification: NONE }
        """;

    private void workspace(String format, String more) throws IOException {
        OneTableWorkspace.create(folder, "study", "subjects")
                .source(
                        "{ server: files, type: local, environment: laptop, path: \"raw/*." + format + "\", format: "
                                + format + more + " }",
                        0.6,
                        COLUMNS)
                .table("SELECT subject, age, seen_on FROM raw.subjects", RELEASED);
        Files.createDirectories(folder.resolve("raw"));
        Files.write(folder.resolve("raw/dm." + format), SasRaw.subjects(format, SECRET));
    }

    @Tag("slow")
    @Test
    void transportFilesAreReleased() throws Exception {
        workspace("xpt", ", customProperties: [{ property: weirRead, value: { nullValues: [\".A\"] } }]");
        weir(0, "validate");
        String run = weir(0, "run", "study");
        assertThat(run).contains("Released study@1: 3 rows, 0 quarantined, 1 record unreadable");
        assertThat(weir(0, "read", "study.subjects@1", "--output", "csv"))
                .contains("P-1,40,2018-05-06", "P-2,,1960-01-01");
        assertThat(quarantine("study"))
                .contains("raw/dm.xpt", "the special missing value .B, which no 'nullValues' names")
                .doesNotContain(SECRET);
    }

    @Test
    void sasFilesAreDraftedAndCutOnesHoldTheRun() throws Exception {
        workspace("sas7bdat", "");
        Path file = folder.resolve("raw/dm.sas7bdat");
        Path drafted = folder.resolve("drafted");
        Files.createDirectories(drafted.resolve("raw"));
        Files.copy(file, drafted.resolve("raw/dm.sas7bdat"));
        WarmCommands.weir("init", drafted.toString(), "--product", "study", "--from", drafted + "/raw/**", "--yes")
                .with(0);
        assertThat(Files.readString(drafted.resolve("contracts/raw/dm.odcs.yaml")))
                .contains("format: sas7bdat")
                .contains("name: usubjid, physicalName: \"USUBJID\"")
                .contains("description: \"Date of first visit\", logicalType: date")
                .contains("2 records cannot be read (unreadable.type of age), the first at raw/dm.sas7bdat:2")
                .doesNotContain(SECRET);

        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1000));
        WeirProcess.Ended ended = WarmCommands.weir("run", "study", "-w", folder.toString());
        assertThat(ended.status()).isNotZero();
        assertThat(ended.out() + ended.err())
                .contains("dm.sas7bdat", "is cut off", "etch it again")
                .doesNotContain("at dev.weir");
    }

    @Test
    void badSettingsAreTold() throws Exception {
        workspace("sas7bdat", ", customProperties: [{ property: weirRead, value: { member: DM, encoding: GBX } }]");
        WeirProcess.Ended ended = WarmCommands.weir("validate", "-w", folder.toString());
        assertThat(ended.status()).isNotZero();
        assertThat(ended.out() + ended.err())
                .contains("'member' of weirRead says nothing here", "it is about SAS transport files")
                .contains("there is no encoding 'GBX'");
    }
}
