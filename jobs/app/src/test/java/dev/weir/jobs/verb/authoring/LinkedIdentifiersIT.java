package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init} and {@code weir add}: codes of people that other tables write otherwise, and names of files. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class LinkedIdentifiersIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PEOPLE = 60;

    /** A person's code as a column of another table writes it. */
    private record Written(String column, IntFunction<String> code) {}

    private static final List<Written> WRITTEN = List.of(
            new Written("tube", i -> ("hx" + digits(i))),
            new Written("vessel", i -> "HX-" + digits(i)),
            new Written("rack", i -> i % 9 == 0 ? "CTRL" + i : "HX" + digits(i)),
            new Written("lane", LinkedIdentifiersIT::digits),
            new Written("well", i -> digits(i) + ".0"),
            new Written("aliquot", i -> "HX" + digits(i) + "-B" + i % 3),
            new Written("content", i -> "pool of HX" + digits(i) + " and water"),
            new Written("pair", i -> "HX" + digits(i) + ";HX" + digits((i + 1) % PEOPLE)),
            new Written("wide", i -> "ＨＸ" + digits(i)),
            new Written("half", i -> i % 5 == 0 ? "HX" + digits(i) : "QC-" + (800_000 + i)));

    @TempDir
    private Path root;

    @Test
    void aPersonsCodeIsInNoTableInTheClearHoweverItIsWritten() throws Exception {
        StringBuilder people = new StringBuilder("patient_no,sex,ward\n");
        StringBuilder things = new StringBuilder("run,volume");
        WRITTEN.forEach(each -> things.append(',').append(each.column()));
        things.append(",freezer\n");
        for (int i = 0; i < PEOPLE; i++) {
            people.append("HX%s,%s,W%d\n".formatted(digits(i), i % 2 == 0 ? "F" : "M", i % 4));
            for (int twice = 0; twice < 5; twice++) {
                int person = i;
                things.append("R").append(i % 7).append(',').append(10 + i % 13);
                WRITTEN.forEach(each -> things.append(',').append(each.code().apply(person)));
                things.append(",F-").append(i % 3).append('\n');
            }
        }
        write("patients.csv", people.toString());
        write("things.csv", things.toString());
        Files.createSymbolicLink(root.resolve("raw/passwd.csv"), Path.of("/etc/passwd"));
        write("report_13812345678.csv", "a,b\n1,2\n");

        JsonNode drafted = JSON.readTree(WarmCommands.weir(
                        "init", root.toString(), "--product", "lab", "--yes", "--from", root + "/raw/**", "-o", "json")
                .with(0)
                .out());
        for (Written each : WRITTEN) {
            JsonNode column = column(drafted, "things", each.column());
            boolean isText = each.column().equals("content") || each.column().equals("pair");
            assertThat(column.get("fate").asText()).as(column.toString()).isEqualTo(isText ? "dropped" : "masked");
            assertThat(column.get("how").asText()).as(column.toString()).doesNotContain("redacted");
            assertThat(column.get("because").asText()).as(each.column()).contains("patients.patient_no");
        }
        assertThat(column(drafted, "things", "freezer").get("fate").asText()).isEqualTo("kept");
        assertThat(column(drafted, "things", "volume").get("fate").asText()).isEqualTo("kept");
        assertThat(drafted.get("left-out").toString())
                .contains("raw/passwd.csv", "leads out of the workspace")
                .contains("a name that has a mobile number")
                .doesNotContain("13812345678");

        StringBuilder later = new StringBuilder("plate,of\n");
        for (int i = 0; i < PEOPLE; i++) {
            later.append("P%d,hx_%s\n".formatted(i % 3, digits(i)));
        }
        write("later/plates.csv", later.toString());
        JsonNode added = JSON.readTree(
                WarmCommands.weir("add", "lab", root + "/raw/later/*", "-w", root.toString(), "--yes", "-o", "json")
                        .with(0)
                        .out());
        assertThat(column(added, "plates", "of").get("because").asText()).contains("patients.patient_no");
    }

    @Test
    void namesOfPeopleAreNotOfferedAsHarmless() throws Exception {
        StringBuilder rows = new StringBuilder("batch,handler,remark,level\n");
        for (int i = 0; i < PEOPLE; i++) {
            rows.append("B%d,%s,%s,%d\n"
                    .formatted(
                            i,
                            new String[] {"王建国", "李秀英", "张伟民", "刘洋洋"}[i % 4],
                            "xq" + "abcdefgh".charAt(i % 8) + "zz vv" + "ijklmnop".charAt(i / 8) + " ww",
                            i % 5));
        }
        write("batches.csv", rows.toString());
        WeirProcess.Ended drafted = WarmCommands.weir(
                        "init", root.toString(), "--product", "lab", "--yes", "--from", root + "/raw/**")
                .with(0);
        assertThat(drafted.out()).doesNotContain("--about batches.handler=NONE");
    }

    private static JsonNode column(JsonNode drafted, String table, String column) {
        for (JsonNode each : drafted.get("tables")) {
            for (JsonNode one : each.get("columns")) {
                if (each.get("name").asText().equals(table)
                        && one.get("name").asText().equals(column)) {
                    return one;
                }
            }
        }
        return MissingNode.getInstance();
    }

    private static String digits(int i) {
        return String.valueOf(571_994 + 37L * i);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve("raw").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
