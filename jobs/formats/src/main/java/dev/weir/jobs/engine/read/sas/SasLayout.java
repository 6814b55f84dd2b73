package dev.weir.jobs.engine.read.sas;

import dev.weir.contracts.format.sas.SasDialect;
import dev.weir.contracts.format.sas.SasDialect.Container;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.file.EncodingTally;
import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.TextEncoding;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;

/** The data set of a file of SAS; its encoding is the first in which its texts are texts, where it declares none. */
final class SasLayout {

    private static final String USUAL = "UTF-8";

    private static final List<String> ENCODINGS = List.of("GB18030", "windows-1252");

    /** Of these bytes almost any text is one. */
    private static final String ANYTHING = "windows-1252";

    /** Each byte of a text is a character of it. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private static final String AS_TEXTS = ", since all texts are texts in it; the file does not say it";

    private final Configuration configuration;
    private final SourceFile file;
    private final Container container;
    private final Map<String, String> read = new LinkedHashMap<>();
    private final List<String> because = new ArrayList<>();

    private SasLayout(Configuration configuration, SourceFile file, Container container) {
        this.configuration = configuration;
        this.file = file;
        this.container = container;
    }

    /** How a file is written; empty where it is none of SAS. */
    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        byte[] head = SourceStreams.head(configuration, file, Xport.RECORD);
        if (!PageLayout.begins(head) && !Xport.begins(head)) {
            return Optional.empty();
        }
        Container container = PageLayout.begins(head) ? Container.SAS7BDAT : Container.XPORT;
        try {
            return Optional.of(new SasLayout(configuration, file, container).layout());
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    private Layout layout() throws IOException {
        Optional<String> member = container == Container.XPORT ? member() : Optional.empty();
        SasTable table = container == Container.XPORT || !saysEncoding()
                ? encoded(member)
                : table(Optional.empty(), Optional.empty());
        because.add("types: numbers and texts as the file has them, dates and times by the formats of its variables");
        List<LayoutColumn> columns = new ArrayList<>();
        for (SasVariable each : table.variables()) {
            if (UnknownColumns.looksLikeName(each.name())) {
                columns.add(column(each));
            } else {
                because.add("left out: a variable whose name looks like a value");
            }
        }
        String format = container == Container.XPORT ? "xpt" : "sas7bdat";
        return new Layout(format, read, Layout.Records.ALIKE, columns, because);
    }

    private static LayoutColumn column(SasVariable variable) {
        ValueType given = switch (SasTime.sort(variable.format())) {
            case DAY -> new ValueType.Day(ValueType.ISO);
            case MOMENT -> new ValueType.WallClock(ValueType.ISO);
            case TIME -> new ValueType.TimeOfDay(ValueType.ISO);
            case NUMBER -> new ValueType.Text();
        };
        boolean isGiven = variable.isNumeric() && !(given instanceof ValueType.Text);
        LayoutColumn.Proof proof = isGiven
                ? LayoutColumn.Proof.GIVEN
                : variable.isNumeric() ? LayoutColumn.Proof.CELLS : LayoutColumn.Proof.ANY;
        return new LayoutColumn(
                variable.name(), variable.name(), isGiven ? given : new ValueType.Text(), proof, variable.label());
    }

    /** The only data set, or the first of several. */
    private Optional<String> member() throws IOException {
        List<String> names;
        try (FSDataInputStream stored = SourceStreams.stored(configuration, file)) {
            // names of data sets are of ASCII, and labels are not asked for: any bytes are text here
            names = Xport.members(stored, file.bytes(), StandardCharsets.ISO_8859_1);
        }
        if (names.size() < 2) {
            return Optional.empty();
        }
        String first = names.get(0);
        read.put("member", '"' + first.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        because.add("left out: " + (names.size() - 1) + " other data sets of the file, "
                + names.stream().skip(1).filter(UnknownColumns::looksLikeName).collect(Collectors.joining(", "))
                + ": each of those that is data needs a contract with its 'member'");
        return Optional.of(first);
    }

    private boolean saysEncoding() {
        byte[] head = SourceStreams.head(configuration, file, PageLayout.HEAD_BYTES);
        return head.length == PageLayout.HEAD_BYTES
                && SasEncoding.of(head[70] & 0xff).isPresent();
    }

    /**
     * By the first encoding in which all names, labels and values are texts. The one that their bytes seem to be in is tried before
     * others: an apostrophe of windows-1252 and the letter behind it are a character of Chinese.
     */
    private SasTable encoded(Optional<String> member) throws IOException {
        Optional<SasTable> usual = tried(USUAL, member);
        if (usual.isPresent()) {
            if (container != Container.XPORT) {
                read.put("encoding", USUAL);
            }
            because.add("encoding: " + USUAL + AS_TEXTS);
            return usual.get();
        }
        TextEncoding seeming = seeming(member);
        for (String encoding : Stream.concat(Stream.of(seeming.charset()), ENCODINGS.stream())
                .distinct()
                .toList()) {
            Optional<SasTable> table = tried(encoding, member);
            if (table.isPresent()) {
                read.put("encoding", encoding);
                because.add("encoding: "
                        + (encoding.equals(seeming.charset()) && seeming.isUncertain()
                                ? "uncertain: " + encoding + seeming.because().replaceFirst("^uncertain", "")
                                : (encoding.equals(ANYTHING) ? "uncertain: " : "") + encoding + AS_TEXTS));
                return table.get();
            }
        }
        return table(Optional.of(ANYTHING), member);
    }

    /** In which encoding the bytes of labels and values seem to be. */
    private TextEncoding seeming(Optional<String> member) throws IOException {
        EncodingTally tally = EncodingTally.of(new byte[0]);
        SasDialect dialect = new SasDialect(container, Optional.of(BYTES.name()), member, List.of());
        try (SasFile opened = SasDataSets.open(configuration, file, dialect)) {
            opened.table()
                    .variables()
                    .forEach(each -> tally.addLine(each.label().getBytes(BYTES)));
            texts(opened, (bytes, from, length) -> tally.addLine(Arrays.copyOfRange(bytes, from, from + length)));
        }
        return tally.encoding();
    }

    private SasTable table(Optional<String> encoding, Optional<String> member) throws IOException {
        try (SasFile opened =
                SasDataSets.open(configuration, file, new SasDialect(container, encoding, member, List.of()))) {
            return opened.table();
        }
    }

    private Optional<SasTable> tried(String encoding, Optional<String> member) throws IOException {
        SasDialect dialect = new SasDialect(container, Optional.of(encoding), member, List.of());
        try (SasFile opened = SasDataSets.open(configuration, file, dialect)) {
            CharsetDecoder decoder = SasColumn.strict(opened.table().charset());
            texts(opened, (bytes, from, length) -> decoder.decode(ByteBuffer.wrap(bytes, from, length)));
            return Optional.of(opened.table());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (SasFormatException e) {
            if (e.isOfEncoding()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void texts(SasFile opened, Texts into) throws IOException {
        for (FilePart part : opened.extent(Long.MAX_VALUE).parts()) {
            SasRows rows = opened.rows(part);
            while (rows.next()) {
                for (SasVariable each : opened.table().variables()) {
                    if (!each.isNumeric()) {
                        into.add(rows.bytes, rows.from + each.offset(), each.length());
                    }
                }
            }
        }
    }

    /** Takes the bytes of texts. */
    @FunctionalInterface
    private interface Texts {
        void add(byte[] bytes, int from, int length) throws CharacterCodingException;
    }
}
