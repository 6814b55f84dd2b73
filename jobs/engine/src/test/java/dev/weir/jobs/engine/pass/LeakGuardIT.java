package dev.weir.jobs.engine.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.keys.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the type of a column, and under a mask that changes nothing, people in it stop the run. */
@ExtendWith(SparkFixture.class)
class LeakGuardIT {

    private static final int ROWS = 200;

    private final SparkSession spark;
    private final Random random = new Random(20261122);

    @TempDir
    private Path folder;

    LeakGuardIT(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void workspace() throws IOException {
        write("weir.yaml", """
            workspace: shop
            default: laptop
            profiles: { laptop: { warehouse: warehouse, keys: { store: keys/weir.key } } }
            law:
              pack: cn-2026-01
              processor: { name: A shop, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, stateOrgan: false, freeTradeZone: none }
            """);
        write(
                "contracts/raw/files.odcs.yaml",
                """
            apiVersion: v3.1.0
            kind: DataContract
            id: raw.files
            name: files
            version: 1.0.0
            status: active
            servers: [{ server: files, type: local, environment: laptop, path: raw, format: ndjson }]
            schema:
              - name: orders
                physicalType: file
                physicalName: "orders.ndjson"
                properties:
            """
                        + COLUMNS.replace(
                                ", customProperties: [{ property: weirMask, value: { method: truncate, length: 30 } }]",
                                ""));
        write(
                "contracts/shop/orders.odcs.yaml",
                """
            apiVersion: v3.1.0
            kind: DataContract
            id: shop.orders
            name: orders
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            team: { name: Shop, members: [{ username: shop@example.org, role: owner }] }
            schema:
              - name: orders
                physicalType: table
                customProperties: [{ property: weirSubject, value: number }]
                properties:
            """ + COLUMNS.replaceFirst("(name: number, .*) }", "$1, transformSourceObjects: [raw.files.orders] }"));
        write("contracts/shop/shop.odps.yaml", """
            apiVersion: v1.0.0
            kind: DataProduct
            id: shop
            name: Shop
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            inputPorts: [{ name: files, version: 1.0.0, contractId: raw.files }]
            outputPorts: [{ name: orders, version: 1.0.0, contractId: shop.orders, type: tables }]
            team: { name: Shop, members: [{ username: shop@example.org, role: owner }] }
            customProperties: [{ property: weirAudience, value: public }]
            """);
        KeyFile.of(folder, KeySettings.of("keys/weir.key")).create(Clock.systemUTC(), new SecureRandom());
    }

    private static final String COLUMNS = """
                  - { name: number, logicalType: integer, classification: NONE }
                  - { name: text, logicalType: string, classification: NONE }
                  - { name: whole, logicalType: integer, classification: NONE }
                  - { name: exact, logicalType: number, physicalType: "decimal(20,0)", classification: NONE }
                  - { name: real, logicalType: number, classification: NONE }
                  - { name: list, logicalType: array, items: { logicalType: string }, classification: NONE }
                  - { name: first, logicalType: string, classification: NONE }
                  - { name: second, logicalType: string, classification: NONE }
                  - { name: cut, logicalType: string, classification: HEALTH, customProperties: [{ property: weirMask, value: { method: truncate, length: 30 } }] }
            """;

    @Test
    void nothingOfNobodyIsReleased() throws IOException {
        deliver();
        assertThat(review()).isEmpty();
    }

    /** Of the law pack: five in a hundred, where no other number stands in the column. */
    @Test
    void mobilesBesideTextStopTheRunOrAreReviewed() throws IOException {
        deliver(i -> i % 20 == 0 ? mobile() : "no finding " + i);
        assertThat(review()).containsExactly("orders.text may hold telephone numbers: 10 of 200 values");
        deliver(i -> i % 19 == 0 ? mobile() : "no finding " + i);
        assertThat(catchThrowableOfType(ProblemsException.class, this::review).problems())
                .extracting(Problem::what)
                .containsExactly("Column 'orders.text' holds telephone numbers: 11 of 200 values (5.5 %)");
    }

    @Test
    void whatElseToLookAtIsReportedWhereTheRunIsStopped() throws IOException {
        deliver(i -> i == 0 ? identity() : mobile());
        List<String> told = new ArrayList<>();
        assertThat(catchThrowableOfType(ProblemsException.class, () -> check(told::add)))
                .isNotNull();
        assertThat(told).containsExactly("orders.text may hold resident identity numbers: 1 of 200 values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "whole", "exact", "real", "list", "cut", "cut and more"})
    void peopleStopTheRun(String column) throws IOException {
        List<Problem> problems = stopped(column);
        assertThat(problems)
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.what()).contains("'orders." + column.split(" ", 2)[0] + "'", "200 of "));
        assertThat(problems)
                .extracting(Problem::why)
                .allMatch(why -> column.startsWith("cut")
                        ? why.contains("its mask (truncate) leaves them")
                        : why.contains("NONE"));
    }

    @ParameterizedTest
    @CsvSource({"below zero, orders.whole", "and a half, orders.real", "below zero as a decimal, orders.exact"})
    void aSignOrAFractionHidesNobody(String writing, String column) throws IOException {
        assertThat(stopped(writing))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains(column, "telephone numbers", "200 of "));
    }

    /** The law pack asks for twenty different names, which a ward's doctors never are. */
    @Test
    void fewNamesStopTheRunWhereTheColumnSaysWhoseTheyAre() throws IOException {
        List<String> doctors = List.of("张伟", "李娜", "王秀英");
        deliver(i -> doctors.get(i % doctors.size()));
        assertThat(review()).containsExactly("orders.text may hold names of people: 200 of 200 values");
        for (String file :
                List.of("contracts/raw/files.odcs.yaml", "contracts/shop/orders.odcs.yaml", "raw/orders.ndjson")) {
            String text = Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
            write(
                    file,
                    text.replace("name: text,", "name: attending_doctor,")
                            .replace("\"text\":", "\"attending_doctor\":"));
        }
        assertThat(catchThrowableOfType(ProblemsException.class, this::review).problems())
                .extracting(Problem::what)
                .containsExactly("Column 'orders.attending_doctor' holds names of people: 200 of 200 values (100 %)");
    }

    @Test
    void partsThatAreAPersonTogetherStopTheRun() throws IOException {
        assertThat(stopped("digits"))
                .extracting(Problem::what)
                .singleElement()
                .satisfies(
                        what -> assertThat(what)
                                .startsWith(
                                        "The parts of each value of column 'orders.list' together are resident identity numbers: 200"));
        assertThat(stopped("halves"))
                .extracting(Problem::what)
                .singleElement()
                .satisfies(
                        what -> assertThat(what)
                                .startsWith(
                                        "Columns 'orders.first' and 'orders.second' together are resident identity numbers: 200"));
    }

    @Test
    void fieldsThatAreAPersonTogetherStopTheRun() throws IOException {
        String contract = Files.readString(folder.resolve("contracts/shop/orders.odcs.yaml"), StandardCharsets.UTF_8);
        write(
                "contracts/shop/orders.odcs.yaml",
                contract.replaceFirst("(?m)^.*name: first,.*$", """
                  - { name: person, logicalType: object, properties: [{ name: left, logicalType: string }, { name: right, logicalType: string }], classification: NONE, transformLogic: "named_struct('left', first, 'right', second)" }
                  - { name: people, logicalType: array, items: { logicalType: object, properties: [{ name: part, logicalType: string }] }, classification: NONE, transformLogic: "transform(list, part -> named_struct('part', part))" }
                  - { name: nested, logicalType: array, items: { logicalType: array, items: { logicalType: string } }, classification: NONE, transformLogic: "array(list)" }""".indent(6).stripTrailing())
                        .replaceFirst("(?m)^.*name: second,.*\\n", "")
                        .replaceFirst("(?m)^.*name: list,.*\\n", ""));
        assertThat(stopped("halves"))
                .extracting(Problem::what)
                .singleElement()
                .satisfies(
                        what -> assertThat(what)
                                .startsWith(
                                        "'left' and 'right' of each value of column 'orders.person' together are resident identity numbers: 200"));
        assertThat(stopped("digits"))
                .extracting(Problem::what)
                .satisfiesExactlyInAnyOrder(
                        what -> assertThat(what)
                                .startsWith(
                                        "All 'part' of each value of column 'orders.people' together are resident identity numbers: 200"),
                        what -> assertThat(what)
                                .startsWith(
                                        "The parts of each value of column 'orders.nested' together are resident identity numbers: 200"));
    }

    /** However many other elements stand beside, a name in each row is a name in each row. */
    @Test
    void oneNameInEachListStopsTheRun() throws IOException {
        assertThat(stopped("name in a list"))
                .extracting(Problem::what)
                .singleElement()
                .satisfies(what ->
                        assertThat(what).contains("Column 'orders.list' holds names of people", "of 200 values"));
    }

    @Test
    void theKeyOfTheRowsPersonIsFoundInAnotherWriting() throws IOException {
        String contract = Files.readString(folder.resolve("contracts/shop/orders.odcs.yaml"), StandardCharsets.UTF_8);
        write(
                "contracts/shop/orders.odcs.yaml",
                contract.replace(
                                "name: cut, logicalType: string, classification: HEALTH",
                                "name: cut, logicalType: string, classification: MRN")
                        .replace("method: truncate, length: 30", "method: pseudonymise")
                        .replace("property: weirSubject, value: number", "property: weirSubject, value: cut"));
        for (String column :
                List.of("key in small letters", "key without its letter", "key in a list", "key as a decimal")) {
            assertThat(stopped(column))
                    .extracting(Problem::what)
                    .singleElement()
                    .satisfies(what -> assertThat(what).contains("holds the row's own 'cut': 200 of 200"));
        }
    }

    @Test
    void aFileThatIsNamedAfterAPersonIsNotRead() throws IOException {
        deliver();
        String contract = Files.readString(folder.resolve("contracts/raw/files.odcs.yaml"), StandardCharsets.UTF_8);
        write("contracts/raw/files.odcs.yaml", contract.replace("orders.ndjson", "orders*.ndjson"));
        Files.move(folder.resolve("raw/orders.ndjson"), folder.resolve("raw/orders_" + identity() + ".ndjson"));
        ProblemsException stopped = catchThrowableOfType(ProblemsException.class, this::review);
        assertThat(stopped.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.UNDECLARED_PERSONAL_DATA);
            assertThat(problem.what()).contains("below 'raw", "1 has a resident identity number");
            assertThat(problem.toString()).contains("rename it").doesNotContainPattern("[0-9]{9}");
        });
    }

    private List<Problem> stopped(String hidden) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            String mobile = mobile();
            String identity = identity();
            String key = String.valueOf(517_000 + i);
            Map<String, String> row = new TreeMap<>(Map.of(
                    "text", "\"a\"",
                    "whole", "7",
                    "exact", "7",
                    "real", "7.5",
                    "list", "[\"a\"]",
                    "first", "\"a\"",
                    "second", "\"b\"",
                    "cut", hidden.startsWith("key") ? quoted("P" + key) : "\"none\""));
            switch (hidden) {
                case "text" -> row.put("text", quoted(wide(identity)));
                case "whole", "exact", "real" -> row.put(hidden, mobile);
                case "list" -> row.put("list", "[\"a\", \"p" + i + "@example.org\"]");
                case "name in a list" ->
                    row.put(
                            "list",
                            "[\"" + "发热\", \"咳嗽\", \"头晕\", \"".repeat(7)
                                    + "王李张刘陈杨赵黄周吴".charAt(i % 10)
                                    + "伟芳娜敏静磊洋艳勇军杰娟涛明超秀霞平刚桂".charAt(i / 10)
                                    + "华\"]");
                case "cut" -> row.put("cut", quoted(identity));
                case "cut and more" -> row.put("cut", quoted(identity + " and what the mask takes away"));
                case "below zero" -> row.put("whole", "-" + mobile);
                case "and a half" -> row.put("real", mobile + ".5");
                case "below zero as a decimal" -> row.put("exact", "-" + mobile);
                case "digits" -> row.put("list", "[\"" + String.join("\", \"", identity.split("")) + "\"]");
                case "halves" -> {
                    row.put("first", quoted(identity.substring(0, 9)));
                    row.put("second", quoted(identity.substring(9)));
                }
                case "key in small letters" -> row.put("first", quoted("p" + key));
                case "key without its letter" -> row.put("whole", key);
                case "key in a list" -> row.put("list", "[\"a\", \"P" + key + "\"]");
                case "key as a decimal" -> row.put("exact", key);
                default -> throw new IllegalArgumentException(hidden);
            }
            rows.append("{\"number\": ").append(i);
            row.forEach((name, value) -> rows.append(", \"" + name + "\": " + value));
            rows.append("}\n");
        }
        write("raw/orders.ndjson", rows.toString());
        ProblemsException stopped = catchThrowableOfType(ProblemsException.class, this::review);
        assertThat(stopped).isNotNull();
        assertThat(stopped.problems()).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(Code.UNDECLARED_PERSONAL_DATA);
            assertThat(problem.toString()).doesNotContainPattern("[0-9]{9}");
        });
        return stopped.problems();
    }

    private void deliver() throws IOException {
        deliver(i -> "a" + i);
    }

    private void deliver(IntFunction<String> texts) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            rows.append("{\"number\": " + i + ", \"text\": " + quoted(texts.apply(i)) + ", \"whole\": "
                    + (1_700_000_000_000L + i)
                    + ", \"exact\": " + i + ", \"real\": " + i
                    + ".5, \"list\": [\"a\"], \"first\": \"a\", \"second\": \"b\", \"cut\": \"11010" + i % 10
                    + "\"}\n");
        }
        write("raw/orders.ndjson", rows.toString());
    }

    private List<String> review() {
        List<String> told = new ArrayList<>();
        check(told::add);
        return told;
    }

    /** @param reviewed takes each sentence about what to look at */
    private void check(Consumer<String> reviewed) {
        new CheckRun(
                        WeirSession.in(
                                spark, WorkspaceReader.read(folder, Optional.empty(), Map.of(), Grammars.languages())),
                        "1.0.0",
                        event -> {
                            if (event instanceof RunEvent.StageEnded ended
                                    && ended.time().stage().equals("review")) {
                                reviewed.accept(ended.time().subject());
                            }
                        })
                .check("shop", 5);
    }

    private String mobile() {
        return "1" + (3 + random.nextInt(7)) + String.format(Locale.ROOT, "%09d", random.nextInt(1_000_000_000));
    }

    private String identity() {
        String digits = String.format(
                Locale.ROOT,
                "110105%04d%02d%02d%03d",
                1940 + random.nextInt(60),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(1000));
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    private static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c + 0xfee0)));
        return wide.toString();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }
}
