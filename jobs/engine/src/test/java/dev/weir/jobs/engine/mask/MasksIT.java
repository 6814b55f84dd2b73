package dev.weir.jobs.engine.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.privacy.mask.DateShift;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.kind.BuiltInMasks;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mask is one function, whether the sink does it, a plan over columns, or plain Java. */
class MasksIT extends MaskContract {

    MasksIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected Stream<String> masks() {
        return Stream.of(
                "keep",
                "drop",
                "nullify",
                "redact",
                "redact extent=spans",
                "partial first=1 last=2",
                "partial last=4",
                "pseudonymise",
                "pseudonymise algorithm=hmac-sm3 domain=shared",
                "encrypt",
                "encrypt cipher=aes",
                "encrypt format=kept cipher=aes",
                "encrypt format=kept cipher=sm4 keep=3",
                "generalise to=month",
                "generalise to=quarter",
                "generalise to=year",
                "generalise to=band",
                "generalise to=band width=10 from=80",
                "generalise to=district",
                "generalise to=city",
                "generalise to=province",
                "generalise to=parent levels=2",
                "generalise to=bin width=20",
                "generalise to=bin width=2.5",
                "shift",
                "shift least=366",
                "truncate length=3",
                "truncate length=99",
                "surrogate");
    }

    @Override
    protected String category(String written) {
        return written.equals("surrogate") ? "NAME" : written.startsWith("shift") ? "DATE" : "MRN";
    }

    @Test
    void noneIsLeftOut() {
        assertThat(new BuiltInMasks().methods())
                .allMatch(method -> masks().anyMatch(written -> written.split(" ")[0].equals(method.word())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"who", "rank", "nobody"})
    void shiftIsOneFunction(String named) {
        MaskRecipe recipe = recipe("shift");
        Optional<String> subject =
                Optional.of(named).filter(name -> CLEAR.getFieldIndex(name).isDefined());
        List<GovernedColumn> columns = Stream.of("day", "moment", "wall")
                .map(name -> new GovernedColumn(name, CLEAR.apply(name).dataType(), Optional.of(recipe), subject))
                .toList();
        agree(columns, (column, row) -> {
            int at = row.fieldIndex(column.name());
            if (row.isNullAt(at) || (subject.isPresent() && row.isNullAt(row.fieldIndex(named)))) {
                return null;
            }
            byte[] text = subject.map(name -> canonical(row.get(row.fieldIndex(name))))
                    .orElseGet(() -> DateShift.EVERYONE.getBytes(StandardCharsets.UTF_8));
            int days = recipe.openShift().days(text, 0, text.length);
            Object clear = row.get(at);
            if (clear instanceof Date day) {
                return Date.valueOf(day.toLocalDate().plusDays(days)).toString();
            } else if (clear instanceof Timestamp moment) {
                return Timestamp.from(moment.toInstant().plusSeconds(days * 86_400L))
                        .toString();
            }
            return ((LocalDateTime) clear).plusDays(days).toString();
        });
    }

    /** Beyond the year 9999 most readers open no column at all. */
    @Test
    void aDayThatStandsForNoEndIsNotMoved() {
        List<GovernedColumn> columns = List.of(
                new GovernedColumn("day", DataTypes.DateType, Optional.of(recipe("shift")), Optional.empty()),
                new GovernedColumn("moment", DataTypes.TimestampType, Optional.of(recipe("shift")), Optional.empty()));
        Dataset<Row> rows = rows().sparkSession()
                .sql(
                        "SELECT explode(array(DATE'9999-12-31', DATE'9999-01-01', DATE'0001-01-01', DATE'9998-12-31')) AS day")
                .selectExpr("day", "CAST(day AS TIMESTAMP) AS moment");
        assertThat(MaskColumns.masked(rows, columns)
                        .selectExpr("CAST(day AS STRING)", "CAST(CAST(moment AS DATE) AS STRING)")
                        .collectAsList())
                .map(row -> row.getString(0) + " " + row.getString(1))
                .startsWith("9999-12-31 9999-12-31", "9999-01-01 9999-01-01", "0001-01-01 0001-01-01")
                .last()
                .asString()
                .doesNotContain("9998-12-31");
    }

    @Test
    void nullifyLeavesTheTypeAndNoValue() {
        MaskRecipe recipe = recipe("nullify");
        List<GovernedColumn> columns = Stream.of(CLEAR.fields())
                .map(field -> GovernedColumn.masked(field.name(), field.dataType(), recipe))
                .toList();
        agree(columns, (column, row) -> null);
        assertThat(spec(columns).masked()).isEqualTo(CLEAR);
        assertThat(MaskColumns.masked(rows(), columns).schema()).isEqualTo(CLEAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes", "sm4"})
    void encryptionOfAnyFormIsUndoneByTheSameKey(String cipher) {
        MaskRecipe recipe = recipe("encrypt format=any cipher=" + cipher);
        List<GovernedColumn> columns = List.of(
                GovernedColumn.masked("text", DataTypes.StringType, recipe),
                GovernedColumn.kept("who", DataTypes.StringType));
        for (Row row : MaskColumns.masked(rows(), columns).collectAsList()) {
            if (!row.isNullAt(0)) {
                assertThat(Base64.getDecoder().decode(row.getString(0))).hasSizeGreaterThanOrEqualTo(28);
            }
        }
    }

    @Test
    void numbersHaveNoPseudonymAndOnlyDatesAreShifted() {
        assertThatThrownBy(
                        () -> MaskColumns.masked(functions.col("number"), DataTypes.DoubleType, recipe("pseudonymise")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("equal values");
        assertThatThrownBy(() -> MaskColumns.masked(
                        rows(),
                        List.of(new GovernedColumn(
                                "wide", DataTypes.LongType, Optional.of(recipe("shift")), Optional.of("who")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no date");
        assertThatThrownBy(() -> MaskColumns.masked(functions.col("day"), DataTypes.DateType, recipe("shift")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whose it is");
    }
}
