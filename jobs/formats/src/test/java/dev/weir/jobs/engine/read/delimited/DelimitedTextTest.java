package dev.weir.jobs.engine.read.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.Syntax;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** The reader against a plain one, on files in which every kind of trouble is frequent. */
public class DelimitedTextTest {
    private static final RawFolder FOLDER = RawFolder.create();

    @AfterContainer
    static void removeFolder() {
        FOLDER.close();
    }

    @Property(tries = 1_000)
    void readsAsThePlainReaderDoesWhereverFilesAreCut(
            @ForAll("troubled") String text, @ForAll @IntRange(min = 1, max = 3) int width, @ForAll("sizes") int part) {
        Delimited format = Delimited.csv().withHeader(HeaderMode.ABSENT);
        check(text, format, width, part, "UTF-8");
    }

    @Property(tries = 500)
    void readsEscapedQuotesAsThePlainReaderDoes(@ForAll("troubled") String text, @ForAll("sizes") int part) {
        Delimited format =
                Delimited.csv().withHeader(HeaderMode.ABSENT).withSyntax(new Syntax(',', '"', '\\', Syntax.NONE));
        check(text, format, 2, part, "UTF-8");
    }

    @Property(tries = 500)
    void readsOtherCharacterSetsAsThePlainReaderDoes(
            @ForAll("troubled") String text, @ForAll("charsets") String charset, @ForAll("sizes") int part) {
        Delimited format = Delimited.csv().withHeader(HeaderMode.ABSENT).withCharset(charset);
        check(text, format, 2, part, charset);
    }

    @Property(tries = 300)
    void numbersLinesBehindSkippedRowsAndHeaderWhereverFilesAreCut(
            @ForAll("troubled") String text, @ForAll @IntRange(max = 3) int skipped, @ForAll("sizes") int part) {
        Delimited format = Delimited.csv().withSkipRows(skipped);
        String before = "rubbish \" of one line\n".repeat(skipped) + "c0,c1\n";
        List<String> expected = new ArrayList<>();
        for (String row : new NaiveCsv(text, format.syntax(), 2).rows()) {
            int colon = row.indexOf(':');
            expected.add(Integer.parseInt(row.substring(0, colon)) + skipped + 1 + row.substring(colon));
        }
        SourceFile file = FOLDER.file(".csv", before + text);
        assertThat(RawFolder.rows(texts(format, 2), file, part)).isEqualTo(expected);
    }

    private static void check(String text, Delimited format, int width, int part, String charset) {
        SourceFile file = FOLDER.file(".csv", text.getBytes(Charset.forName(charset)));
        assertThat(RawFolder.rows(texts(format, width), file, part))
                .isEqualTo(new NaiveCsv(text, format.syntax(), width).rows());
    }

    public static ReadSpec texts(TextFormat format, int width) {
        return ReadSpec.of(
                format,
                IntStream.range(0, width)
                        .mapToObj(i -> ReadColumn.of("c" + i, new ValueType.Text()))
                        .toList());
    }

    @Provide
    Arbitrary<String> troubled() {
        return Arbitraries.of(
                        "a",
                        "bcdefghij",
                        ",",
                        ",",
                        "\"",
                        "\"",
                        "\"\"",
                        "\n",
                        "\n",
                        "\r\n",
                        "\r",
                        "\\",
                        "\\\"",
                        "é",
                        "汉字")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts))
                // a file whose only line ends are carriage returns is refused as a whole
                .map(text -> text.contains("\r") && !text.contains("\n") ? text + "\n" : text);
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.of(1, 2, 3, 5, 8, 13, 1 << 20);
    }

    @Provide
    Arbitrary<String> charsets() {
        return Arbitraries.of("GBK", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-8");
    }
}
