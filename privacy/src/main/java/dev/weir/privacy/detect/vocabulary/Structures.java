package dev.weir.privacy.detect.vocabulary;

import java.util.regex.Pattern;

/** Structures of molecules as text: InChI and its key (IUPAC InChI 1), SMILES by the atoms and marks that it is made of. */
final class Structures {

    private static final Pattern INCHI = Pattern.compile("InChI=1S?/[A-Za-z0-9.]+(?:/[a-z][^\\s/]*)*");
    private static final Pattern KEY = Pattern.compile("[A-Z]{14}-[A-Z]{8}[SN][A-Z]-[A-Z]");
    private static final Pattern SMILES =
            Pattern.compile("(?:\\[[^\\]\\s]{1,12}\\]|Br|Cl|[BCNOPSFI]|[bcnops]|[()=#$:/\\\\.+@-]|%?[0-9])+");

    /** What no word and no code has: two carbons, and a bond, a branch, a ring of them, an atom in brackets; no number. */
    private static final Pattern BUILT =
            Pattern.compile("(?=.*[Cc].*[Cc])(?!.*[0-9]{3})(?=.*(?:[=#(\\[]|[cC][1-9].*[1-9])).*");

    private static final int SHORTEST = 4;

    /** Each sign of it takes some of the stack. */
    private static final int LONGEST_CHAIN = 400;

    private Structures() {}

    /** Atoms and marks of SMILES, which a word may have as well, CCO, or a name that is made of parts of molecules. */
    static boolean mayBe(String text) {
        return Smiles.is(text)
                || INCHI.matcher(text).matches()
                || KEY.matcher(text).matches()
                || SystematicNames.is(text)
                || (text.length() <= LONGEST_CHAIN && SMILES.matcher(text).matches());
    }

    static boolean isStructure(String text) {
        return INCHI.matcher(text).matches()
                || KEY.matcher(text).matches()
                || Smiles.is(text)
                || (text.length() >= SHORTEST
                        && SMILES.matcher(text).matches()
                        && BUILT.matcher(text).matches());
    }
}
