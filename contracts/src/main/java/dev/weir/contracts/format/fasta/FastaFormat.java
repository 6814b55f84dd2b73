package dev.weir.contracts.format.fasta;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Optional;

/** Sequences in FASTA: a line that begins with {@code >}, and the lines of the sequence below it. */
public final class FastaFormat implements SourceFormat {

    private static final Field<Alphabet> ALPHABET = Field.optional("alphabet", FieldKinds.oneOf(Alphabet.class));
    private static final Shape KEYS = SourceFormat.weirRead()
            .with(TextStorage.ENCODING, TextStorage.RECORD_BYTES, TextStorage.COMPRESSION, ALPHABET);

    @Override
    public String name() {
        return "fasta";
    }

    @Override
    public String noun() {
        return "FASTA";
    }

    @Override
    public Shape keys() {
        return KEYS;
    }

    /** Where no alphabet is named, it is that of proteins, which has all letters of the others. */
    @Override
    public FastaDialect dialect(YamlMap read, Problems problems) {
        return new FastaDialect(TextStorage.of(read, problems), ALPHABET.or(read, Alphabet.PROTEIN));
    }

    @Override
    public Optional<UnsupportedType> unsupported(DataType type) {
        return UnsupportedType.inRows("FASTA has no", type);
    }

    @Override
    public void check(Table table, Problems problems) {
        new FastaColumns(problems).check(table);
    }
}
