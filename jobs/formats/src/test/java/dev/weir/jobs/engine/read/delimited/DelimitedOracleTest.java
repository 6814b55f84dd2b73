package dev.weir.jobs.engine.read.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.RawFolder;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** On well-formed files the reader finds what the parser behind Spark's own reader finds. */
class DelimitedOracleTest {
    private static final int WIDTH = 3;
    private static final RawFolder FOLDER = RawFolder.create();

    @AfterContainer
    static void removeFolder() {
        FOLDER.close();
    }

    @Property(tries = 500)
    void readsWellFormedTextAsUnivocityDoes(@ForAll("wellFormed") String text) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setLineSeparator("\n");
        settings.getFormat().setComment('\0');
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setNormalizeLineEndingsWithinQuotes(false);
        settings.setEmptyValue("");
        List<String> expected = new ArrayList<>();
        for (String[] record : new CsvParser(settings).parseAll(new StringReader(text))) {
            expected.add(String.join("|", record));
        }
        List<String> rows = RawFolder.rows(
                DelimitedTextTest.texts(Delimited.csv().withHeader(HeaderMode.ABSENT), WIDTH),
                FOLDER.file(".csv", text),
                16);
        assertThat(rows.stream().map(row -> row.substring(row.indexOf(": ") + 2).replace("NULL", "null")))
                .containsExactlyElementsOf(expected);
    }

    @Provide
    Arbitrary<String> wellFormed() {
        Arbitrary<String> plain =
                Arbitraries.strings().withChars("ab 1é汉-.").ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> quoted = Arbitraries.strings()
                .withChars("ab,\n\" é汉")
                .ofMaxLength(12)
                .map(text -> "\"" + text.replace("\"", "\"\"") + "\"");
        Arbitrary<String> field = Arbitraries.oneOf(plain, quoted, Arbitraries.just(""));
        Arbitrary<String> first = Arbitraries.oneOf(plain, quoted);
        return first.flatMap(start ->
                        field.list().ofSize(WIDTH - 1).map(rest -> start + "," + String.join(",", rest) + "\n"))
                .list()
                .ofMaxSize(12)
                .map(lines -> String.join("", lines));
    }
}
