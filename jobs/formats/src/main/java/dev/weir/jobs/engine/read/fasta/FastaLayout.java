package dev.weir.jobs.engine.read.fasta;

import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.format.fasta.Alphabet;
import dev.weir.contracts.format.fasta.FastaField;
import dev.weir.jobs.engine.read.file.FirstBytes;
import dev.weir.jobs.engine.read.file.ReadText;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Recognises FASTA by its first lines, and finds out from all of them of which alphabet the sequences are. */
final class FastaLayout {

    private static final boolean[] LETTERS = Alphabet.PROTEIN.bytes();

    /** For a line that is no sequence there are as many that are one. */
    private static final int MOST = 9;

    private FastaLayout() {}

    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        if (!beginsAsFasta(ReadText.beginning(configuration, file, FirstBytes.LENGTH))) {
            return Optional.empty();
        }
        ReadText<SequenceLetters> text = ReadText.of(configuration, file, SequenceLetters::of);
        SequenceLetters letters = text.found();
        Map<String, String> read = new LinkedHashMap<>(text.encoding().read());
        List<String> because = new ArrayList<>();
        because.add("encoding: " + text.encoding().because());
        because.add(letters.records() + " lines begin with >");
        letters.alphabet().ifPresent(alphabet -> {
            read.put("alphabet", alphabet.word());
            because.add("alphabet: all letters are those of " + alphabet.word());
        });
        if (letters.longestRecord() >= TextStorage.USUAL_RECORD_BYTES) {
            read.put("maxRecordBytes", String.valueOf(TextStorage.MOST_RECORD_BYTES));
            because.add("maxRecordBytes: the longest record has " + letters.longestRecord()
                    + " bytes, and a task holds one in memory");
        }
        List<LayoutColumn> columns = new ArrayList<>();
        for (FastaField field : FastaField.values()) {
            if (field != FastaField.DESCRIPTION || letters.hasDescriptions()) {
                LayoutColumn column = new LayoutColumn(
                        field.word(),
                        field.word(),
                        field == FastaField.LENGTH ? ValueType.Whole.LONG : new ValueType.Text(),
                        LayoutColumn.Proof.GIVEN);
                columns.add(field == FastaField.SEQUENCE && letters.mayBeOfGenes() ? column.about("GENE") : column);
            }
        }
        return Optional.of(new Layout("fasta", read, Layout.Records.NAMED, columns, because));
    }

    /** Whether a line with an identifier comes first, and most lines that do not begin so are letters: a faulty one hides no others. */
    private static boolean beginsAsFasta(String beginning) {
        boolean hasIdentifier = false;
        int letters = 0;
        int others = 0;
        for (String line : beginning.split("\\r?\\n", -1)) {
            String text = line.stripTrailing();
            if (text.startsWith(">")) {
                hasIdentifier = hasIdentifier || (text.length() > 1 && !Character.isWhitespace(text.charAt(1)));
            } else if (text.isEmpty() || text.startsWith(";")) {
                continue;
            } else if (text.chars().allMatch(c -> c < LETTERS.length && LETTERS[c])) {
                letters++;
            } else {
                others++;
            }
            if (!hasIdentifier) {
                return false;
            }
        }
        return letters > 0 && letters >= MOST * others;
    }
}
