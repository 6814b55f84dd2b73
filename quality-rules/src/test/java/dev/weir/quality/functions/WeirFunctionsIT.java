package dev.weir.quality.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.privacy.validate.MobileNumber;
import dev.weir.privacy.validate.ResidentIdentity;
import dev.weir.quality.SparkFixture;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class WeirFunctionsIT {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);
    private static final String CHARACTERS = "0123456789Xx+- １２３ＡＢﬁ㈱é\u0301张𠮷\u00a0";

    private final SparkSession spark = SparkFixture.spark();

    @Test
    void givesNullForNull() {
        Row row = spark.sql("SELECT is_resident_id(NULL), is_resident_id('x', NULL), is_mobile_cn(NULL), nfkc(NULL)")
                .head();

        for (int i = 0; i < row.size(); i++) {
            assertThat(row.isNullAt(i)).as(row.schema().fieldNames()[i]).isTrue();
        }
        for (String function : WeirFunctions.NAMES) {
            assertThat(spark.sql("SELECT " + function + "(NULL)").head().isNullAt(0))
                    .as(function)
                    .isTrue();
        }
    }

    @Test
    void saysWhatPlainJavaSays() {
        List<String> texts = texts();
        List<Row> rows = table(texts)
                .selectExpr("text", "is_resident_id(text, DATE'2026-11-20')", "is_mobile_cn(text)", "nfkc(text)")
                .collectAsList();

        int residents = 0;
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            Row row = rows.get(i);
            residents += row.getBoolean(1) ? 1 : 0;
            assertThat(row.getBoolean(1)).as(text).isEqualTo(ResidentIdentity.isValid(text, AS_OF));
            assertThat(row.getBoolean(2)).as(text).isEqualTo(MobileNumber.isValid(text));
            assertThat(row.getString(3)).as(text).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFKC));
        }
        assertThat(residents).isPositive();
    }

    @Test
    void takesAnyDayWhenNoDateIsGiven() {
        assertThat(spark.sql("SELECT is_resident_id('11010519491231002X')")
                        .head()
                        .getBoolean(0))
                .isTrue();
    }

    @Test
    void judgesABirthDateByTheDateGiven() {
        Row row = spark.sql("SELECT is_resident_id('11010519491231002X', DATE'1949-12-30'),"
                        + " is_resident_id('11010519491231002X', DATE'1949-12-31')")
                .head();

        assertThat(row.getBoolean(0)).isFalse();
        assertThat(row.getBoolean(1)).isTrue();
    }

    @Test
    void keepsCodeGenerationIntact() {
        Dataset<Row> rows = spark.range(10)
                .selectExpr("concat('1', id) AS text")
                .selectExpr("nfkc(text) AS clean", "is_mobile_cn(text) AS mobile")
                .where("is_resident_id(clean)");

        String code = rows.queryExecution().debug().codegenToSeq().mkString();

        assertThat(rows.queryExecution().executedPlan().toString()).contains("*(1)");
        assertThat(code)
                .contains("TextFunctions.nfkc(")
                .contains("TextFunctions.isMobileCn(")
                .contains("TextFunctions.isResidentId(")
                .doesNotContain("CodegenFallback");
    }

    @Test
    void refusesAWrongNumberOfArguments() {
        assertThatThrownBy(() -> spark.sql("SELECT nfkc()")).isInstanceOf(AnalysisException.class);
        assertThatThrownBy(() -> spark.sql("SELECT is_resident_id('a', DATE'2026-01-01', 1)"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("is_resident_id");
    }

    private Dataset<Row> table(List<String> texts) {
        List<Row> rows = new ArrayList<>();
        texts.forEach(text -> rows.add(RowFactory.create(text)));
        return spark.createDataset(rows, Encoders.row(new StructType().add("text", DataTypes.StringType)));
    }

    private static List<String> texts() {
        Random random = new Random(20261120);
        List<String> texts = new ArrayList<>(List.of(
                "",
                "11010519491231002X",
                "11010519491231002x",
                "110105194912310021",
                "13812345678",
                "+86 13812345678"));
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(20);
            int alphabet = random.nextBoolean() ? 12 : CHARACTERS.codePointCount(0, CHARACTERS.length());
            for (int k = 0; k < length; k++) {
                text.appendCodePoint(
                        CHARACTERS.codePointAt(CHARACTERS.offsetByCodePoints(0, random.nextInt(alphabet))));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
