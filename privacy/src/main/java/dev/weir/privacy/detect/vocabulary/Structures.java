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

    private Structures() {}

    /** Atoms and marks of SMILES, which a word may have as well: CCO. */
    static boolean mayBe(String text) {
        return SMILES.matcher(text).matches();
    }

    static boolean isStructure(String text) {
        return INCHI.matcher(text).matches()
                || KEY.matcher(text).matches()
                || (text.length() >= SHORTEST
                        && SMILES.matcher(text).matches()
                        && BUILT.matcher(text).matches());
    }
}
