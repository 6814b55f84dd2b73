package dev.weir.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.mask.MaskColumns;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.export.ExportFixture.Dying;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.kind.Shift;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has two copies, or a copy and the release, tries to join them on whatever a mask has made. */
@ExtendWith(SparkFixture.class)
class UnjoinableCopiesIT {

    private static final int PEOPLE = 600;

    /** What the test joins by, and nobody else has. */
    private static final String NUMBER = "number";
    /** Columns that say the same to everybody: clear, or made coarser of what is clear. */
    private static final Set<String> OPEN = Set.of("sex", "city", "reason");

    private static final String MASKS = """
                masks:
                  - { category: NAME, mask: keep, because: "Made up, for the screens." }
                  - { category: PHONE, mask: keep, because: "Made up, for the screens." }
                  - { category: RID, mask: keep, because: "Made up, for the screens." }
                  - { category: EMAIL, mask: encrypt, because: "For letters by the house." }
                  - { column: clinical.patients.birth_date, mask: { method: generalise, to: month } }
            """;

    /** Name, type, category and mask of each column. */
    private static final List<List<String>> COLUMNS = List.of(
            List.of(NUMBER, "integer", "NONE", "keep"),
            List.of("patient_id", "string", "MRN", "pseudonymise"),
            List.of("ward_id", "string", "MRN", "encrypt format=kept"),
            List.of("visit_id", "string", "MRN", "encrypt"),
            List.of("clear_id", "string", "MRN", "keep"),
            List.of("birth_date", "date", "DATE", "shift"),
            List.of("admitted", "date", "DATE", "shift"),
            List.of("discharged", "timestamp", "DATE", "shift"),
            List.of("called", "date", "DATE", "keep"),
            List.of("name", "string", "NAME", "surrogate"),
            List.of("phone", "string", "PHONE", "surrogate"),
            List.of("identity", "string", "RID", "surrogate"),
            List.of("email", "string", "EMAIL", "keep"),
            List.of("city", "string", "ADDR", "generalise to=district"),
            List.of("reason", "string", "HEALTH", "keep"),
            List.of("sex", "string", "DEMO", "keep"));

    private final SparkSession spark;

    @TempDir
    Path folder;

    UnjoinableCopiesIT(SparkSession session) {
        this.spark = session.newSession();
        spark.conf().set("spark.sql.shuffle.partitions", "1");
    }

    @Test
    void noTwoColumnsHaveEqualValuesAboveChance() throws Exception {
        ExportFixture fixture = new ExportFixture(folder, spark, MASKS);
        Manifest release = released(fixture);
        CopyExport exporter = fixture.exporter(1_000_000, new Dying(null));
        List<Told> all = new ArrayList<>(told(
                "release",
                spark.read().parquet(release.tables().get(0).version().location())));
        for (String recipient : List.of("london", "boston")) {
            ExportResult result = exporter.export(fixture.request(release, recipient));
            assertThat(result).isInstanceOf(ExportResult.Written.class);
            String copy =
                    ((ExportResult.Written) result).transfer().transfer().copy().folder();
            List<Told> sent = told(recipient, spark.read().parquet(copy + "/patients"));
            assertThat(sent).as("all of it is sent").hasSize(COLUMNS.size() - 1);
            assertThat(inPlace(spark.read().parquet(copy + "/patients")))
                    .as("rows that stand where they stand in the release")
                    .isLessThan(10);
            all.addAll(sent);
        }
        assertThat(all)
                .filteredOn(column -> column.name().equals("city"))
                .hasSize(3)
                .allSatisfy(column -> assertThat(column.values())
                        .allMatch(city -> city.endsWith(column.owner().equals("release") ? "区" : "市")));

        List<String> joined = new ArrayList<>();
        int pairs = 0;
        for (Told one : all) {
            for (Told other : all) {
                boolean isOpen = OPEN.contains(one.name()) && OPEN.contains(other.name());
                if (one.owner().compareTo(other.owner()) < 0 && !isOpen) {
                    pairs++;
                    if (isJoinable(one, other)) {
                        joined.add(one.owner() + "." + one.name() + " = " + other.owner() + "." + other.name());
                    }
                }
            }
        }
        assertThat(pairs).isEqualTo(3 * (15 * 15 - OPEN.size() * OPEN.size()));
        assertThat(joined).isEmpty();
    }

    /** What somebody has: a column's values, as text, in the order of the people. */
    private record Told(String owner, String name, List<String> values) {}

    /** Whether values of the same people are equal oftener than those of any people, or than days that are moved at random. */
    private static boolean isJoinable(Told one, Told other) {
        List<String> left = one.values();
        List<String> right = other.values();
        Map<String, Integer> counts = new HashMap<>();
        right.forEach(value -> counts.merge(value, 1, Integer::sum));
        double chance = 0;
        int equal = 0;
        for (int i = 0; i < left.size(); i++) {
            chance += counts.getOrDefault(left.get(i), 0) / (double) right.size();
            equal += left.get(i).equals(right.get(i)) ? 1 : 0;
        }
        // Two people's dates are moved by one of 730 numbers of days each; a birth date is told by its month.
        double moved = left.size() * (one.name().equals("birth_date") ? 31 : 1) / 730.0;
        double most = Math.max(chance, moved);
        return equal > most + 5 * Math.sqrt(most) + 3;
    }

    private static long inPlace(Dataset<Row> rows) {
        List<Row> numbers = rows.select(NUMBER).collectAsList();
        return IntStream.range(0, numbers.size())
                .filter(i -> numbers.get(i).getInt(0) == i)
                .count();
    }

    private static List<Told> told(String owner, Dataset<Row> rows) {
        List<Row> inOrder = rows.orderBy(NUMBER).collectAsList();
        return Stream.of(rows.columns())
                .filter(name -> !name.equals(NUMBER))
                .map(name -> new Told(
                        owner,
                        name,
                        inOrder.stream()
                                .map(row ->
                                        String.valueOf(row.<Object>getAs(name)).replace(" 00:00:00.0", ""))
                                .toList()))
                .toList();
    }

    private Manifest released(ExportFixture fixture) {
        Random random = new Random(14);
        List<Row> rows = new ArrayList<>();
        List<String> districts = List.of("广东省深圳市南山区", "广东省深圳市福田区", "广东省广州市天河区", "四川省成都市武侯区", "湖北省武汉市洪山区");
        for (int i = 0; i < PEOPLE; i++) {
            LocalDate day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(700));
            String id = "H" + (10_000_000 + i);
            rows.add(RowFactory.create(
                    i,
                    id,
                    id,
                    id,
                    id,
                    Date.valueOf(LocalDate.of(1950, 1, 1).plusDays(random.nextInt(14_000))),
                    Date.valueOf(day),
                    Timestamp.valueOf(day.plusDays(random.nextInt(9)).atTime(9, random.nextInt(60))),
                    Date.valueOf(day.plusDays(30)),
                    "张" + "伟强磊军勇杰涛超明刚".charAt(random.nextInt(10)) + "辉鹏飞健斌波".charAt(random.nextInt(6)),
                    String.valueOf(13_800_000_000L + random.nextInt(99_999_999)),
                    identity(random),
                    "p" + i + "@example.com",
                    districts.get(random.nextInt(districts.size())) + "某某路" + i + "号",
                    "I1" + random.nextInt(5),
                    random.nextBoolean() ? "F" : "M"));
        }
        StructType schema = StructType.fromDDL("number INT, patient_id STRING, ward_id STRING, visit_id STRING,"
                + " clear_id STRING, birth_date DATE, admitted DATE, discharged TIMESTAMP, called DATE, name STRING,"
                + " phone STRING, identity STRING, email STRING, city STRING, reason STRING, sex STRING");
        List<GovernedColumn> governed = new ArrayList<>();
        List<ReleasedColumn> columns = new ArrayList<>();
        for (List<String> column : COLUMNS) {
            Mask mask = mask(column.get(3));
            governed.add(new GovernedColumn(
                    column.get(0),
                    schema.apply(column.get(0)).dataType(),
                    Optional.of(
                            MaskRecipe.of(mask, fixture.keys.active(), new PseudonymDomain("clinical", column.get(2)))),
                    mask instanceof Shift ? Optional.of("patient_id") : Optional.empty()));
            columns.add(new ReleasedColumn(
                    column.get(0),
                    column.get(1),
                    column.get(2),
                    new ReleasedTable.AppliedMask(
                            mask.method().word(), mask.written().parameters()),
                    "",
                    ""));
        }
        return fixture.release(MaskColumns.masked(spark.createDataFrame(rows, schema), governed), columns);
    }

    /** A valid number of somebody born between 1950 and 1990. */
    private static String identity(Random random) {
        String seventeen = "440524"
                + LocalDate.of(1950, 1, 1)
                        .plusDays(random.nextInt(14_000))
                        .toString()
                        .replace("-", "")
                + String.format("%03d", random.nextInt(1000));
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (seventeen.charAt(i) - '0');
        }
        return seventeen + "10X98765432".charAt(sum % 11);
    }

    private static Mask mask(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> words = List.of(text.split(" "));
        words.subList(1, words.size()).forEach(word -> parameters.put(word.split("=")[0], word.split("=")[1]));
        return Mask.parse(new MaskChoice(words.get(0), parameters), Place.of("mask"));
    }
}
