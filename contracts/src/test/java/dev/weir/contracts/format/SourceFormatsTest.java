package dev.weir.contracts.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFormatsTest {

    private static final SourceFormats FORMATS = SourceFormats.installed();

    @Test
    void findsThoseOnTheClassPath() {
        assertThat(FORMATS.names()).contains("csv", "tsv", "ndjson", "parquet").doesNotHaveDuplicates();
        assertThat(FORMATS.named("csv").orElseThrow().noun()).isEqualTo("delimited text");
        assertThat(FORMATS.named("orc")).isEmpty();
    }

    @Test
    void twoOfOneNameAreRefused() {
        SourceFormat csv = FORMATS.named("csv").orElseThrow();
        assertThatThrownBy(() -> new SourceFormats(List.of(csv, csv)))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("there are two source formats 'csv'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            csv     | header: false, nullValues: [NA], maxRecordBytes: 5000 |
            csv     | columns: [3, 4]   | columns of fixed width are not read yet: Weir reads csv, tsv, ndjson, parquet, xlsx, vcf, fhir, sas7bdat, xpt, fasta, sdf
            ndjson  | encoding: GBK     |
            ndjson  | header: false     | 'header' of weirRead says nothing here: it is about delimited text, and the files are ndjson
            ndjson  | columns: 3        | columns of fixed width are not read yet: Weir reads csv, tsv, ndjson, parquet, xlsx, vcf, fhir, sas7bdat, xpt, fasta, sdf
            parquet | encoding: UTF-8   | 'encoding' of weirRead says nothing here: it is about delimited text, and the files are parquet
            parquet | encodign: UTF-8   | 'encodign' is no field of weirRead: Weir does not know it there
            csv     | delimiter: 5      | 'delimiter' of weirRead is the number 5: Weir asks for a text
            """)
    void tellsOfKeysThatAFormatDoesNotTake(String format, String keys, @Nullable String told) {
        Problems problems = new Problems();
        YamlMap read =
                (YamlMap) YamlReader.read("{" + keys + "}", "a.yaml", problems).orElseThrow();
        FORMATS.checkKeys(FORMATS.named(format), read, problems);
        assertThat(problems.list().stream().map(SourceFormatsTest::words))
                .isEqualTo(told == null ? List.of() : List.of(told));
    }

    /** Where the format itself is wrong, its keys are looked at as far as any format takes them. */
    @ParameterizedTest
    @ValueSource(strings = {"header: false", "compression: none", "columns: 3"})
    void takesAnyKeyWhereTheFormatIsNone(String keys) {
        Problems problems = new Problems();
        YamlMap read =
                (YamlMap) YamlReader.read("{" + keys + "}", "a.yaml", problems).orElseThrow();
        FORMATS.checkKeys(Optional.empty(), read, problems);
        assertThat(problems.list()).isEmpty();
    }

    private static String words(Problem problem) {
        return problem.what() + ": " + problem.why();
    }
}
