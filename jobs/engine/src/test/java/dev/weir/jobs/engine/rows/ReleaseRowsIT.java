package dev.weir.jobs.engine.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.TestWarehouse;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of a release in every form, from both table formats. */
@ExtendWith(SparkFixture.class)
class ReleaseRowsIT {

    private static final String REBASE = "spark.sql.parquet.datetimeRebaseModeInWrite";

    private static final StructType COLUMNS = new StructType()
            .add("id", DataTypes.LongType)
            .add("label", DataTypes.StringType)
            .add("price", DataTypes.createDecimalType(12, 9))
            .add("weight", DataTypes.DoubleType)
            .add("born", DataTypes.DateType)
            .add("seen", DataTypes.TimestampType)
            .add("clock", DataTypes.TimestampNTZType)
            .add("tags", DataTypes.createArrayType(DataTypes.StringType))
            .add("sure", DataTypes.BooleanType);

    private static final Row FULL = RowFactory.create(
            1L,
            "a \"b\", c\nd",
            new BigDecimal("0.000000100"),
            Double.NaN,
            Date.valueOf("0999-12-31"),
            Timestamp.from(Instant.parse("2026-01-31T08:00:00.000001Z")),
            LocalDateTime.parse("2026-01-31T08:00:00"),
            new String[] {"x", null},
            true);
    private static final Row EMPTY = RowFactory.create(2L, "", null, null, null, null, null, null, null);

    private final Path folder;
    private final TestWarehouse warehouse;

    ReleaseRowsIT(SparkSession shared, @TempDir Path folder) {
        this.folder = folder;
        warehouse = new TestWarehouse(shared, folder);
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void writesEveryFormOfBothTableFormats(TableFormat format) throws IOException {
        Manifest release = release(format, List.of(FULL, EMPTY));
        RowsRequest all = asked(release, List.of(), null, null);

        assertThat(text(all, RowFormat.CSV)).isEqualTo("""
            id,label,price,weight,born,seen,clock,tags,sure
            1,"a ""b"", c
            d",0.000000100,NaN,0999-12-31,2026-01-31T08:00:00.000001Z,2026-01-31T08:00,"[""x"",null]",true
            2,"",,,,,,,
            """);
        assertThat(text(asked(release, List.of("PRICE", "id"), "id = 1", null), RowFormat.JSON))
                .isEqualTo("""
                    {"price":0.000000100,"id":1}
                    """);
        assertThat(text(asked(release, List.of("weight", "tags", "sure"), null, 1L), RowFormat.JSON))
                .isEqualTo("""
                    {"weight":"NaN","tags":["x",null],"sure":true}
                    """);
        assertThat(arrowRows(bytes(all, RowFormat.ARROW))).isEqualTo(2);

        Path file = folder.resolve("rows.parquet");
        new ReleaseRows(warehouse.releases).writeTo(file, all, RowFormat.PARQUET);
        assertThat(warehouse.session.read().parquet(file.toString()).schema()).isEqualTo(COLUMNS);
        assertThat(warehouse.session.read().parquet(file.toString()).count()).isEqualTo(2);

        DisplayedRows shown = new ReleaseRows(warehouse.releases).first(all, 1);
        assertThat(shown.rest()).isEqualTo(DisplayedRows.Rest.MORE);
        assertThat(shown.rows().get(0).get(4)).contains("0999-12-31");
    }

    @Test
    void saysAllThatIsWrongWithAQuestionAtOnce() {
        Manifest release = release(TableFormat.ICEBERG, List.of(FULL));
        assertThatThrownBy(() -> asked(release, List.of("labl"), "reflect('a', 'b') = pric", null))
                .hasMessageContaining("there is no column 'labl'")
                .hasMessageContaining("write 'label'")
                .hasMessageContaining("calls reflect()")
                .hasMessageContaining("write 'price'");
        assertThatThrownBy(() -> asked(release, List.of(), "id IN (SELECT id FROM other)", null))
                .hasMessageContaining("needs more than the row");
        assertThatThrownBy(() -> asked(release, List.of(), "count(id) > 1", null))
                .hasMessageContaining("needs more than the row");
        assertThatThrownBy(() -> asked(release, List.of(), "id = 1; DROP TABLE x", null))
                .hasMessageContaining("is no expression of Spark SQL");
        assertThatThrownBy(() -> asked(release, List.of(), "_metadata.file_path = ''", null))
                .hasMessageContaining("there is no column '_metadata'");
        RowsRequest badTypes = asked(release, List.of(), "label", null);
        assertThatThrownBy(() -> bytes(badTypes, RowFormat.CSV)).hasMessageContaining("does not fit the columns");
        for (String unfit : List.of("seen > 'soon'", "born BETWEEN '2026-01-01' AND '2026-13-01'", "price = 'dear'")) {
            RowsRequest asked = asked(release, List.of(), unfit, null);
            assertThatThrownBy(() -> bytes(asked, RowFormat.CSV))
                    .as(unfit)
                    .hasMessageContaining("has a text that is no ");
        }
        RowsRequest number = asked(release, List.of(), "label > 5", null);
        assertThatThrownBy(() -> bytes(number, RowFormat.CSV))
                .hasMessageContaining("compare text with text")
                .message()
                .doesNotContain("contract", "SELECT");
        RowsRequest fit = asked(release, List.of(), "born < '2026-01-01' AND label <> 'x' AND price IS NOT NULL", null);
        assertThatCode(() -> bytes(fit, RowFormat.CSV)).doesNotThrowAnyException();
    }

    @Test
    void aDamagedFileIsToldByItsTableAndRelease() throws IOException {
        Manifest release = release(TableFormat.DELTA, List.of(FULL));
        Path file = Path.of(warehouse.releases.files(release, "patients").get(0).path());
        Files.write(file, new byte[200]);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        RowsRequest asked = asked(release, List.of(), null, null);
        for (RowFormat format : RowFormat.values()) {
            assertThatThrownBy(() -> bytes(asked, format))
                    .as(format.name())
                    .isInstanceOf(ProblemsException.class)
                    .hasMessageContaining("table 'patients'")
                    .hasMessageContaining("'weir verify clinical@1 --deep'");
        }
        assertThatThrownBy(() -> new ReleaseRows(warehouse.releases).first(asked, 3))
                .hasMessageContaining("missing or damaged");
    }

    @Test
    void stopsWithTheStreamThatItWritesTo() {
        Manifest release = release(TableFormat.DELTA, List.of(FULL, EMPTY));
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        for (RowFormat format : RowFormat.values()) {
            assertThatThrownBy(() -> new ReleaseRows(warehouse.releases)
                            .write(asked(release, List.of(), null, null), format, closed))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Broken pipe");
        }
    }

    /** Readers of Arrow take the end of the bytes for the end of the rows: a stream that is cut short has to fail them. */
    @Test
    void anArrowStreamThatFailsHalfWayFailsItsReader() throws IOException {
        Manifest release = release(TableFormat.DELTA, List.of(FULL, EMPTY));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> new ReleaseRows(warehouse.releases)
                        .write(asked(release, List.of(), "10 / (id - 2) < 0", null), RowFormat.ARROW, out))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("--where")
                .hasMessageContaining("with CASE WHEN, nullif or try_divide")
                .message()
                .doesNotContain("take the row out", "tables");
        assertThatThrownBy(() -> arrowRows(out.toByteArray())).isInstanceOf(IOException.class);
    }

    @Test
    void aNullInACsvOfOneColumnIsNoEmptyLine() throws IOException {
        Manifest release = release(TableFormat.DELTA, List.of(FULL, EMPTY));
        assertThat(text(asked(release, List.of("price"), null, null), RowFormat.CSV))
                .isEqualTo("price\n0.000000100\n\"\"\n");
    }

    private Manifest release(TableFormat format, List<Row> rows) {
        try (Staging staging = warehouse.releases.begin("clinical", "run-1")) {
            StagedTable table = staging.open(warehouse.table(format, "patients"), COLUMNS, LoadMode.REPLACE);
            warehouse.session.conf().set(REBASE, "CORRECTED");
            warehouse.write(
                    table, warehouse.session.createDataFrame(rows, COLUMNS).coalesce(1));
            warehouse.session.conf().unset(REBASE);
            Manifest manifest = warehouse.manifest(staging, "run-1", List.of(warehouse.released(table, COLUMNS)));
            staging.release(manifest);
            return manifest;
        }
    }

    private static RowsRequest asked(
            Manifest release, List<String> columns, @Nullable String where, @Nullable Long limit) {
        return ReleaseRows.checked(new RowsRequest(
                release,
                release.tables().get(0),
                columns,
                Optional.ofNullable(where),
                limit == null ? OptionalLong.empty() : OptionalLong.of(limit)));
    }

    private String text(RowsRequest asked, RowFormat format) throws IOException {
        return new String(bytes(asked, format), StandardCharsets.UTF_8);
    }

    private byte[] bytes(RowsRequest asked, RowFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReleaseRows(warehouse.releases).write(asked, format, out);
        return out.toByteArray();
    }

    private static int arrowRows(byte[] bytes) throws IOException {
        List<Integer> batches = new ArrayList<>();
        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(bytes), memory)) {
            assertThat(reader.getVectorSchemaRoot().getSchema().getFields()).hasSize(COLUMNS.size());
            while (reader.loadNextBatch()) {
                batches.add(reader.getVectorSchemaRoot().getRowCount());
            }
        }
        return batches.stream().mapToInt(Integer::intValue).sum();
    }
}
