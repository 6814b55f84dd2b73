package dev.weir.contracts.format.fasta;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The letters that sequences may have, in either case: those of IUPAC and IUBMB, ambiguity codes included, with {@code -} and {@code .} for gaps. */
public enum Alphabet {
    DNA("ACGTRYSWKMBDHVN"),
    RNA("ACGURYSWKMBDHVN"),

    /** Of amino acids every letter stands for something; {@code *} ends a translation. */
    PROTEIN("ABCDEFGHIJKLMNOPQRSTUVWXYZ*");

    private static final String GAPS = "-.";

    private final String letters;

    Alphabet(String letters) {
        this.letters = letters;
    }

    static Optional<Alphabet> of(String name) {
        return Stream.of(values()).filter(each -> each.word().equals(name)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a byte is one of its letters or a gap; for all bytes, by their number from 0 on. */
    public boolean[] bytes() {
        boolean[] taken = new boolean[256];
        for (char letter : (letters + letters.toLowerCase(Locale.ROOT) + GAPS).toCharArray()) {
            taken[letter] = true;
        }
        return taken;
    }
}
