package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCommandTest {

    private static final String HEADER = "id\tevalDate\trequestType\tdataGrade\thgr\texporterForeign\thasPI\tciio\tftz"
            + "\texemption\tledgerYear\tledgerN\tledgerS\tnewN\tnewS\trecipientRegion\trecipientForeign\tduties"
            + "\tmechanisms\n";
    private static final String ALLOWED =
            "a\t2026-06-15\tTRANSFER\tGENERAL\tNONE\tN\tY\tN\tNONE\tNONE\t2026\t0\t0\t500\t0\tUS\tY\tOK\t-\n";
    private static final String DENIED =
            "b\t2026-06-15\tTRANSFER\tGENERAL\tNONE\tN\tY\tN\tNONE\tNONE\t2026\t0\t0\t500\t1\tUS\tY\tOK\t-\n";

    @TempDir
    private Path folder;

    private CommandsTest.Ended gate(String table, String... options) throws IOException {
        Path file = folder.resolve("cases.tsv");
        Files.writeString(file, table, StandardCharsets.UTF_8);
        String[] arguments = new String[options.length + 3];
        arguments[0] = "gate";
        arguments[1] = "--cases";
        arguments[2] = file.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CommandsTest.weir(arguments);
    }

    @Test
    void decidesATableOfWhatIfs() throws Exception {
        CommandsTest.Ended ended = gate(HEADER + ALLOWED + DENIED, "-o", "tsv");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out())
                .isEqualTo("id\tdecision\tmechanism\trule\tarticle\n"
                        + "a\tALLOW\tNONE\tR12\tCBR 5(4)\n"
                        + "b\tDENY\tSC_OR_CERT\tR11\tCBR 8\n");
        assertThat(gate(HEADER + ALLOWED + DENIED).out())
                .contains("ALLOW", "SC_OR_CERT")
                .hasLineCount(3);
    }

    @Test
    void printsJsonAsItsSchemaSays() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(gate(HEADER + ALLOWED + DENIED, "-o", "json").out());
        assertThat(Schemas.valid("gate", json)).isTrue();
        assertThat(json.at("/cases/1/decision").asText()).isEqualTo("DENY");
        assertThat(json.at("/cases/1/any-of/0/0").asText()).isEqualTo("SC");
        assertThat(json.at("/cases/1/missing/0/owner").asText()).isEqualTo("legal counsel");
        assertThat(json.at("/cases/1/people/s").asInt()).isEqualTo(1);
        assertThat(json.at("/law/sha256").asText()).hasSize(64);
    }

    @Test
    void decidesWhatCanBeReadAndTellsOfTheRest() throws Exception {
        CommandsTest.Ended ended = gate(HEADER + "x\ty\n" + ALLOWED, "-o", "tsv");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).contains("x\tDENY\t-\tR0\t-\n", "a\tALLOW");
        assertThat(ended.err()).contains("cases.tsv:2", "2 cells");
        assertThat(gate(HEADER + ALLOWED.replace("GENERAL", "UNKNOWN"), "-o", "tsv")
                        .status())
                .as("a fact that is unknown is an answer too")
                .isZero();
    }

    @Test
    void saysWhatItWantsWhenNothingIsAsked() throws Exception {
        assertThat(CommandsTest.weir("gate").status()).isEqualTo(2);
        assertThat(CommandsTest.weir(
                                "gate", "--cases", folder.resolve("none.tsv").toString())
                        .status())
                .isEqualTo(2);
        Files.write(folder.resolve("latin.tsv"), new byte[] {'i', 'd', (byte) 0xe9});
        assertThat(CommandsTest.weir(
                                "gate", "--cases", folder.resolve("latin.tsv").toString())
                        .err())
                .contains("UTF-8");
    }
}
