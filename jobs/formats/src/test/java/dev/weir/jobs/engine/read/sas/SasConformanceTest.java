package dev.weir.jobs.engine.read.sas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.format.sas.SasDialect;
import dev.weir.contracts.format.sas.SasDialect.Container;
import dev.weir.jobs.Conformance;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that SAS has written, with the CSV that each must give. */
@Tag("conformance")
class SasConformanceTest {

    private static final ValueType TEXT = new ValueType.Text();
    private static final ValueType DAY = new ValueType.Day(ValueType.ISO);
    private static final ValueType MOMENT = new ValueType.WallClock(ValueType.ISO);
    private static final ValueType TIME = new ValueType.TimeOfDay(ValueType.ISO);

    private static SourceFile file(String name) {
        return SourceFiles.list(
                        new Configuration(), Conformance.folder("data/sas").toString(), name)
                .get(0);
    }

    private static List<String> rows(String name, ReadColumn... columns) {
        Container container = name.endsWith("xpt") ? Container.XPORT : Container.SAS7BDAT;
        SasDialect dialect = new SasDialect(container, Optional.empty(), Optional.empty(), List.of());
        return RawFolder.rows(ReadSpec.of(new SasDataSets(dialect), List.of(columns)), file(name), 1 << 20);
    }

    private static ReadColumn column(String name, ValueType type) {
        return ReadColumn.of(name, type);
    }

    private static List<String> csv(String name, ValueType... types) throws IOException {
        List<String> expected = new ArrayList<>();
        List<String> lines = Files.readAllLines(Conformance.folder("data/sas").resolve(name));
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            List<String> values = new ArrayList<>();
            for (int j = 0; j < types.length; j++) {
                values.add(fields[j].isEmpty() ? "NULL" : stored(fields[j], types[j]));
            }
            expected.add(i + ": " + String.join("|", values));
        }
        return expected;
    }

    /** As Spark keeps it. */
    private static String stored(String text, ValueType type) {
        if (type == DAY) {
            return String.valueOf(LocalDate.parse(text).toEpochDay());
        } else if (type == MOMENT) {
            return String.valueOf(LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC) * 1_000_000);
        } else if (type == TIME) {
            String plain = text.replaceFirst("\\.0+$", "");
            return plain.length() == 7 ? "0" + plain : plain;
        }
        return text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample.sas7bdat", "sample_bincompressed.sas7bdat", "sample.xpt"})
    void aSampleIsWhatItsCsvSays(String name) throws IOException {
        List<String> names = List.of("mychar", "mynum", "mydate", "dtime", "mylabl", "myord", "mytime");
        List<ValueType> types =
                List.of(TEXT, ValueType.Real.FINITE, DAY, MOMENT, ValueType.Whole.LONG, ValueType.Whole.LONG, TIME);
        ReadColumn[] columns = new ReadColumn[names.size()];
        for (int i = 0; i < columns.length; i++) {
            String inFile = name.endsWith("xpt") ? names.get(i).toUpperCase(Locale.ROOT) : names.get(i);
            columns[i] = column(inFile, types.get(i));
        }
        assertThat(rows(name, columns)).isEqualTo(csv("sample.csv", types.toArray(ValueType[]::new)));
    }

    @Test
    void datesAndTimesAreThoseOfTheCsv() throws IOException {
        assertThat(rows("dates.sas7bdat", column("date", DAY), column("dtime", MOMENT), column("time", TIME)))
                .isEqualTo(csv("dates.csv", DAY, MOMENT, TIME));
    }

    /** Each value stands beside the same one as a text. */
    @ParameterizedTest
    @ValueSource(strings = {"dates_xpt.sas7bdat", "dates_xpt_v8.xpt"})
    void datesAndTimesAreThoseBesideThem(String name) {
        List<String> values = rows(name, column("dt", MOMENT), column("dates", DAY), column("times", TIME));
        List<String> texts =
                rows(name, column("string_dt", MOMENT), column("string_dates", DAY), column("string_times", TIME));
        assertThat(values).hasSize(19).isEqualTo(texts).noneMatch(row -> row.contains("unreadable"));
    }

    @Test
    void specialMissingValuesAreTheirLetters() throws IOException {
        ReadColumn[] columns = new ReadColumn[9];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column("var" + (i + 1), new ValueType.AsWritten());
        }
        assertThat(rows("missing_test.sas7bdat", columns)).containsExactly("1: .A|.B|.C|.X|.Y|.Z|._|NULL|1");
    }

    @Test
    void textsAreTexts() {
        assertThat(rows("test_data_linux.sas7bdat", column("ID", TEXT), column("SEXA", TEXT), column("SEXB", TEXT)))
                .hasSize(3)
                .allMatch(row -> row.matches("[1-3]: ID[1-3]\\|[^|]+\\|[^|]+"));
    }
}
