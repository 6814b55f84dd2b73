package dev.weir.jobs.engine.read.sdf;

import dev.weir.jobs.engine.read.lines.RecordLines;
import java.util.Set;

/** Connection tables of V2000: atoms and bonds in lines with fixed columns, as many as the counts line declares. */
final class V2000 {
    private static final int MOST = 999;
    private static final int MOST_BOND_TYPE = 10;

    /** Not stereo, up, cis or trans, either, down. */
    private static final Set<Integer> STEREO = Set.of(CtabColumns.BLANK, 0, 1, 3, 4, 6);

    /** Where the fields of an atom's line begin that are whole numbers of three columns each, behind the charge. */
    private static final int ATOM_FLAGS = 39;

    private static final int BEHIND_ATOM = 69;
    private static final int BEHIND_BOND = 21;

    /** Entries of a property are pairs of four columns each. */
    private static final int ENTRY = 8;

    private final RecordLines lines;
    private final int atoms;
    private final int bonds;
    private final BondedAtoms bonded = new BondedAtoms();

    private V2000(RecordLines lines, int atoms, int bonds) {
        this.lines = lines;
        this.atoms = atoms;
        this.bonds = bonds;
    }

    /** From the counts line on. */
    static Ctab read(RecordLines lines) throws NotSdfException {
        int atoms = CtabColumns.needed(lines, 0, 3, 0, MOST, "the number of atoms");
        int bonds = CtabColumns.needed(lines, 3, 6, 0, MOST, "the number of bonds");
        int lists = Math.max(0, CtabColumns.number(lines, 6, 9, 0, MOST, "the number of atom lists"));
        int texts = Math.max(0, CtabColumns.number(lines, 15, 18, 0, MOST, "the number of structural texts"));
        new V2000(lines, atoms, bonds).blocks(lists, texts);
        return new Ctab(atoms, bonds);
    }

    private void blocks(int lists, int texts) throws NotSdfException {
        for (int i = 1; i <= atoms; i++) {
            next("atom " + i + " of " + atoms);
            atom();
        }
        for (int i = 1; i <= bonds; i++) {
            next("bond " + i + " of " + bonds);
            bond();
        }
        for (int i = 1; i <= lists; i++) {
            next("atom list " + i + " of " + lists);
            CtabColumns.needed(lines, 0, 3, 1, atoms, "the atom of a list");
        }
        for (int i = 1; i <= 2 * texts; i++) {
            Ctab.next(lines);
        }
        properties();
    }

    /** Goes to a line that the counts line promises. */
    private void next(String what) throws NotSdfException {
        Ctab.next(lines);
        if (lines.startsWith("M  ")) {
            throw NotSdfException.at(lines, "properties where the counts line promises " + what);
        }
    }

    private void atom() throws NotSdfException {
        CtabColumns.coordinate(lines, 0, 10, "x of an atom");
        CtabColumns.coordinate(lines, 10, 20, "y of an atom");
        CtabColumns.coordinate(lines, 20, 30, "z of an atom");
        if (!lines.isBlank(Math.min(lines.to(), lines.from() + 30), Math.min(lines.to(), lines.from() + 31))
                || !AtomSymbols.has(CtabColumns.text(lines, 31, 34))) {
            throw NotSdfException.at(lines, "no symbol of an atom in columns 32 to 34");
        }
        CtabColumns.number(lines, 34, 36, -3, 4, "the mass difference of an atom");
        CtabColumns.number(lines, 36, ATOM_FLAGS, 0, 7, "the charge of an atom");
        for (int column = ATOM_FLAGS; column < BEHIND_ATOM; column += 3) {
            CtabColumns.number(lines, column, column + 3, "a field of an atom");
        }
        requireBlankFrom(BEHIND_ATOM, "an atom");
    }

    private void bond() throws NotSdfException {
        int one = CtabColumns.needed(lines, 0, 3, 1, atoms, "the first atom of a bond");
        int other = CtabColumns.needed(lines, 3, 6, 1, atoms, "the second atom of a bond");
        CtabColumns.needed(lines, 6, 9, 1, MOST_BOND_TYPE, "the type of a bond");
        if (!STEREO.contains(CtabColumns.number(lines, 9, 12, "the stereo of a bond"))) {
            throw NotSdfException.at(lines, "the stereo of a bond is none of 0, 1, 3, 4 and 6");
        }
        for (int column = 12; column < BEHIND_BOND; column += 3) {
            CtabColumns.number(lines, column, column + 3, "a field of a bond");
        }
        requireBlankFrom(BEHIND_BOND, "a bond");
        String fault = bonded.fault(one, other);
        if (!fault.isEmpty()) {
            throw NotSdfException.at(lines, fault);
        }
    }

    private void requireBlankFrom(int column, String what) throws NotSdfException {
        if (!lines.isBlank(Math.min(lines.to(), lines.from() + column), lines.to())) {
            throw NotSdfException.at(lines, "text behind the fields of " + what);
        }
    }

    private void properties() throws NotSdfException {
        for (Ctab.next(lines); !Ctab.isEnd(lines); Ctab.next(lines)) {
            if (lines.startsWith("M  CHG")) {
                entries(-15, 15, "a charge");
            } else if (lines.startsWith("M  RAD")) {
                entries(0, 3, "a radical");
            } else if (lines.startsWith("M  ISO")) {
                entries(0, MOST, "an isotope");
            } else if (lines.startsWith("A  ") || lines.startsWith("G  ")) {
                Ctab.next(lines); // its text
            } else if (lines.startsWith("S  SKP")) {
                for (int i = CtabColumns.needed(lines, 6, 9, 0, MOST, "the number of skipped lines"); i > 0; i--) {
                    Ctab.next(lines);
                }
            } else if (lines.startsWith(">")) {
                throw NotSdfException.at(lines, "a data item before M  END");
            } else if (!lines.startsWith("M  ") && !lines.startsWith("V  ")) {
                throw NotSdfException.at(
                        lines,
                        "no line of properties behind the " + atoms + " atoms and " + bonds
                                + " bonds of the counts line");
            }
        }
    }

    /** Atoms with a value each. */
    private void entries(int least, int most, String what) throws NotSdfException {
        int entries = CtabColumns.needed(lines, 6, 9, 0, ENTRY, "the number of entries");
        for (int column = 9; column < 9 + ENTRY * entries; column += ENTRY) {
            CtabColumns.needed(lines, column, column + 4, 1, atoms, "the atom of " + what);
            CtabColumns.needed(lines, column + 4, column + ENTRY, least, most, what);
        }
        requireBlankFrom(9 + ENTRY * entries, "a property");
    }
}
