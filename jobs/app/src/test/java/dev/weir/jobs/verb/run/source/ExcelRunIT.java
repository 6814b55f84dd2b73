package dev.weir.jobs.verb.run.source;

import static dev.weir.jobs.engine.read.excel.RawWorkbook.cell;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.number;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.row;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.OneTableWorkspace;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.engine.read.excel.RawWorkbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A product of Excel workbooks as a ward keeps them, by the commands that people type; and nothing of a person in what these say. */
@ExtendWith(SparkFixture.class)
class ExcelRunIT {
    private static final List<String> PEOPLE =
            List.of("张秀兰", "欧阳建国", "李雪梅", "110101199003074514", "440308198505150012", "310101196612012229");

    private static final String COLUMNS = """
        - { name: number, physicalName: 编号, logicalType: string, classification: NONE }
        - { name: name, physicalName: 姓名, logicalType: string, classification: NAME }
        - { name: identity, physicalName: 身份证号, logicalType: string, classification: RID }
        - { name: drawn, physicalName: 采样日期, logicalType: date, classification: DATE }
        - { name: glucose, physicalName: 血糖, logicalType: number, physicalType: "decimal(6,2)", classification: NONE }
        """;

    private static final String RELEASED = """
        - { name: number, logicalType: string, primaryKey: true, classification: NONE }
        - { name: name, logicalType: string, classification: NAME }
        - { name: identity, logicalType: string, classification: RID }
        - { name: glucose, logicalType: number, physicalType: "decimal(6,2)", classification: NONE }
        """;

    @TempDir
    private Path folder;

    private OneTableWorkspace workspace;

    @BeforeEach
    void write() throws IOException {
        workspace = OneTableWorkspace.create(folder, "clinic", "labs")
                .table("iceberg", "identity", "SELECT number, name, identity, glucose FROM raw.labs", RELEASED);
        sheet("检验结果");
        Files.write(folder.resolve("raw/病区一.xlsx"), book().bytes());
    }

    /** A title over the header, an identity number that Excel has cut, an error, a date that is text. */
    private static RawWorkbook book() {
        return new RawWorkbook()
                .sheet("说明", "visible", row(text("请看下一页")))
                .sheet(
                        "检验结果",
                        "visible",
                        row(text("内科一病区 2026 年 10 月")),
                        row(text("编号"), text("姓名"), text("身份证号"), text("采样日期"), text("血糖")),
                        row(
                                text("0001"),
                                text(PEOPLE.get(0)),
                                text(PEOPLE.get(3)),
                                number("46301", 1),
                                number("5.5999999999999996")),
                        row(
                                text("0002"),
                                text(PEOPLE.get(1)),
                                number(PEOPLE.get(4)),
                                number("46301", 1),
                                number("6.1")),
                        row(
                                text("0003"),
                                text(PEOPLE.get(2)),
                                text(PEOPLE.get(5)),
                                number("46302", 1),
                                cell("e", "#N/A")),
                        row(),
                        row(text("0004"), text(PEOPLE.get(2)), text(PEOPLE.get(5)), text("2026-10-07"), text("7.20")))
                .formats("yyyy\"年\"m\"月\"d\"日\"");
    }

    @Tag("slow")
    @Test
    void isValidatedClassifiedCheckedAndReleased() throws Exception {
        List<String> said = new ArrayList<>();
        said.add(weir(0, "validate"));

        String run = weir(0, "run", "clinic");
        said.add(run);
        assertThat(run).contains("Released clinic@1: 2 rows, 0 quarantined, 2 records unreadable");

        WeirProcess.Ended outside = WeirProcess.start(
                        "quarantine", "clinic", "--output", "json", "-w", folder.toString())
                .end()
                .with(0);
        String quarantine = outside.out() + outside.err();
        said.add(quarantine);
        assertThat(quarantine)
                .contains("raw/病区一.xlsx")
                .contains("a number of more than 15 digits, of which Excel keeps 15")
                .contains("the error #N/A, in column E of sheet 2");

        String rows = weir(0, "read", "clinic.labs@1", "--output", "csv");
        said.add(rows);
        assertThat(rows)
                .contains("0001")
                .contains("5.60")
                .contains("0004")
                .contains("7.20")
                .doesNotContain("0002");
        JsonNode proposed = JsonMapper.builder().build().readTree(weir(0, "classify", "raw.labs", "--output", "json"));
        said.add(proposed.toString());
        assertThat(proposed.toString()).contains("RID", "identity");

        String checked = weir(0, "check", "clinic");
        said.add(checked);

        assertThat(said).allSatisfy(text -> assertThat(PEOPLE).noneMatch(text::contains));
    }

    @Test
    void aSheetThatIsNotThereIsSaidWithThoseThatAre() throws IOException {
        sheet("Results");
        WeirProcess.Ended ended = WarmCommands.weir("run", "clinic", "-w", folder.toString());
        assertThat(ended.status()).isNotZero();
        assertThat(ended.out() + ended.err())
                .contains("S002", "has no sheet 'Results': it has 2, '说明', '检验结果'")
                .doesNotContain("at dev.weir");
    }

    private void sheet(String name) throws IOException {
        workspace.source(
                "{ server: files, type: local, environment: laptop, path: \"raw/*.xlsx\", format: xlsx,"
                        + " customProperties: [{ property: weirRead, value: { sheet: " + name + ", skipRows: 1 } }] }",
                0.6,
                COLUMNS);
    }

    private String weir(int status, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", folder.toString()));
        WeirProcess.Ended ended = WarmCommands.weir(all.toArray(String[]::new)).with(status);
        return ended.out() + ended.err();
    }
}
