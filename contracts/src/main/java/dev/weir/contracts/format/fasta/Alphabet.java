package dev.weir.contracts.format.fasta;

import dev.weir.contracts.text.Word;
import java.util.Locale;

/** The letters that sequences may have, in either case: those of IUPAC and IUBMB, ambiguity codes included, with {@code -} and {@code .} for gaps. */
public enum Alphabet implements Word {
    DNA("ACGTRYSWKMBDHVN"),
    RNA("ACGURYSWKMBDHVN"),

    /** Of amino acids every letter stands for something; {@code *} ends a translation. */
    PROTEIN("ABCDEFGHIJKLMNOPQRSTUVWXYZ*");

    private static final String GAPS = "-.";

    private final String letters;

    Alphabet(String letters) {
        this.letters = letters;
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
