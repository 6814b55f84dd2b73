package dev.weir.jobs.verb.run.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.OneTableWorkspace;
import dev.weir.jobs.SparkFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A product of sequences, by the commands that people type; and no text of a record in what these say. */
@ExtendWith(SparkFixture.class)
class FastaRunIT extends WorkspaceCommands {

    private static final String COLUMNS = """
        - { name: id, logicalType: string, classification: NONE }
        - { name: description, logicalType: string, classification: NONE }
        - { name: sequence, logicalType: string, classification: NONE }
        - { name: bases, physicalName: length, logicalType: integer, classification: NONE }
        """;

    private static final String RELEASED = """
        - { name: id, logicalType: string, primaryKey: true, classification: NONE }
        - { name: sequence, logicalType: string, classification: NONE }
        - { name: checksum, logicalType: string, classification: NONE }
        - { name: bases, logicalType: integer, classification: NONE }
        """;

    @BeforeEach
    void workspace() throws IOException {
        OneTableWorkspace.create(folder, "genome", "sequences")
                .source(
                        "{ server: files, type: local, environment: laptop, path: \"raw/*.fa\", format: fasta,"
                                + " customProperties: [{ property: weirRead, value: { alphabet: dna, maxRecordBytes: 2000 } }] }",
                        0.8,
                        COLUMNS)
                .table("SELECT id, sequence, md5(upper(sequence)) AS checksum, bases FROM raw.sequences", RELEASED)
                .write(
                        "raw/all.fa",
                        "; LEI WANG\r\n>s1 of LEI WANG\r\nACGT\r\nacgt\r\n\r\n>s2\r\nACGX\r\n>s3 LEI\r\n>s4\r\n"
                                + "ACGT\r\n".repeat(1_000) + "> LEI\r\nA\r\n>s5\r\nNN-A");
    }

    @Tag("slow")
    @Test
    void isValidatedCheckedAndReleased() throws Exception {
        List<String> said = new ArrayList<>();
        said.add(weir(0, "validate"));
        String run = weir(0, "run", "genome");
        said.add(run);
        assertThat(run).contains("Released genome@1: 2 rows, 0 quarantined, 4 records unreadable");

        String quarantine = quarantine("genome");
        said.add(quarantine);
        assertThat(quarantine)
                .contains("raw/all.fa")
                .contains("no letter of dna and no gap at line 7, column 4")
                .contains("no sequence below the line that begins with >")
                .contains("more bytes than a record may have")
                .contains("no identifier directly behind the >");

        assertThat(weir(0, "read", "genome.sequences@1", "--output", "csv"))
                .contains("s1,ACGTacgt," + md5("ACGTACGT") + ",8")
                .contains("s5,NN-A," + md5("NN-A") + ",4");
        said.add(weir(0, "check", "genome"));
        assertThat(said).allSatisfy(text -> assertThat(text).doesNotContain("LEI"));
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
