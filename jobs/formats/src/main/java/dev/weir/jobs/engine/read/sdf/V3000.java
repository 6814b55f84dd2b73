package dev.weir.jobs.engine.read.sdf;

import dev.weir.jobs.engine.read.lines.RecordLines;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Connection tables of V3000: words with blanks between, in blocks with a beginning and an end. */
final class V3000 {
    private static final String BEGIN = "M  V30 ";
    private static final int MOST_BOND_TYPE = 10;
    private static final int UNKNOWN = -1;

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern REAL = Pattern.compile("-?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?");
    private static final Pattern LIST = Pattern.compile("(?:NOT *)?\\[(.*)]");

    private final Deque<String> blocks = new ArrayDeque<>();
    private final Set<Integer> atoms = new HashSet<>();
    private final BondedAtoms bonded = new BondedAtoms();
    private int bonds;
    private int promisedAtoms = UNKNOWN;
    private int promisedBonds = UNKNOWN;
    private boolean isOver;

    /** From the line behind the counts line of V2000, which means nothing here, on. */
    Ctab read(RecordLines lines) throws NotSdfException {
        for (Ctab.next(lines); !Ctab.isEnd(lines); Ctab.next(lines)) {
            List<String> words = words(lines, line(lines));
            if (!words.isEmpty()) {
                read(lines, words);
            }
        }
        if (!blocks.isEmpty()) {
            throw NotSdfException.at(lines, "the block " + blocks.getLast() + " has no END");
        }
        if (promisedAtoms == UNKNOWN) {
            throw NotSdfException.at(lines, "no block CTAB with a line COUNTS");
        }
        if (atoms.size() != promisedAtoms || bonds != promisedBonds) {
            throw NotSdfException.at(
                    lines,
                    atoms.size() + " atoms and " + bonds + " bonds, where COUNTS promises " + promisedAtoms + " and "
                            + promisedBonds);
        }
        return new Ctab(promisedAtoms, promisedBonds);
    }

    /** The line at hand, with those that a hyphen at its end continues it on. */
    private static String line(RecordLines lines) throws NotSdfException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (!lines.startsWith(BEGIN)) {
                throw NotSdfException.at(lines, "a line that does not begin with M  V30, before M  END");
            }
            String text = lines.text(lines.from() + BEGIN.length(), lines.to()).stripTrailing();
            if (!text.endsWith("-")) {
                return line.append(text).toString();
            }
            line.append(text, 0, text.length() - 1);
            Ctab.next(lines);
        }
    }

    /** What stands between blanks outside of parentheses, brackets and quotes. */
    private static List<String> words(RecordLines lines, String line) throws NotSdfException {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ' ' && depth == 0 && !isQuoted) {
                if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            word.append(c);
            isQuoted ^= c == '"';
            depth += isQuoted ? 0 : c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        if (depth != 0 || isQuoted) {
            throw NotSdfException.at(lines, "a parenthesis, bracket or quote that does not close");
        }
        return words;
    }

    private void read(RecordLines lines, List<String> words) throws NotSdfException {
        String first = words.get(0);
        if (first.equals("BEGIN") || first.equals("END")) {
            if (words.size() < 2) {
                throw NotSdfException.at(lines, first + " of no block");
            }
            block(lines, first, words.get(1));
            return;
        }
        boolean isOwn = "CTAB".equals(blocks.peekFirst());
        if (blocks.isEmpty()) {
            throw NotSdfException.at(lines, "a line outside of any block");
        } else if (isOwn && blocks.size() == 1 && first.equals("COUNTS")) {
            counts(lines, words);
        } else if (isOwn && blocks.size() == 2 && blocks.getLast().equals("ATOM")) {
            atom(lines, words);
        } else if (isOwn && blocks.size() == 2 && blocks.getLast().equals("BOND")) {
            bond(lines, words);
        }
    }

    private void block(RecordLines lines, String edge, String name) throws NotSdfException {
        if (edge.equals("END")) {
            if (!name.equals(blocks.peekLast())) {
                throw NotSdfException.at(lines, "END of a block that is not open");
            }
            blocks.removeLast();
            isOver |= blocks.isEmpty() && name.equals("CTAB");
            return;
        }
        boolean isOuter = blocks.isEmpty();
        if (isOuter && name.equals("CTAB") && (isOver || promisedAtoms != UNKNOWN)) {
            throw NotSdfException.at(lines, "a second block CTAB");
        }
        if ("CTAB".equals(blocks.peekFirst()) && promisedAtoms == UNKNOWN) {
            throw NotSdfException.at(lines, "a block of CTAB before its line COUNTS");
        }
        blocks.addLast(name);
    }

    private void counts(RecordLines lines, List<String> words) throws NotSdfException {
        if (promisedAtoms != UNKNOWN) {
            throw NotSdfException.at(lines, "a second line COUNTS");
        }
        promisedAtoms = whole(lines, words, 1, 0, "the number of atoms");
        promisedBonds = whole(lines, words, 2, 0, "the number of bonds");
    }

    private void atom(RecordLines lines, List<String> words) throws NotSdfException {
        int index = whole(lines, words, 0, 1, "the index of an atom");
        if (!atoms.add(index)) {
            throw NotSdfException.at(lines, "the index of an atom that stands before");
        }
        boolean isTemplate = words.stream().anyMatch(word -> word.startsWith("CLASS="));
        if (!isTemplate && !isSymbol(word(lines, words, 1))) {
            throw NotSdfException.at(lines, "no symbol of an atom");
        }
        for (int i = 2; i <= 4; i++) {
            if (!REAL.matcher(word(lines, words, i)).matches()) {
                throw NotSdfException.at(lines, "xyz".charAt(i - 2) + " of an atom is no number");
            }
        }
        whole(lines, words, 5, 0, "the mapping of an atom");
        for (String option : words.subList(6, words.size())) {
            if (option.startsWith("CHG=") || option.startsWith("RAD=") || option.startsWith("VAL=")) {
                if (!WHOLE.matcher(option.substring(4)).matches()) {
                    throw NotSdfException.at(lines, "no whole number behind " + option.substring(0, 3));
                }
            } else if (option.startsWith("MASS=")
                    && !REAL.matcher(option.substring(5)).matches()) {
                throw NotSdfException.at(lines, "no number behind MASS");
            }
        }
    }

    private static boolean isSymbol(String word) {
        String plain = word.startsWith("\"") && word.endsWith("\"") && word.length() > 1
                ? word.substring(1, word.length() - 1)
                : word;
        var list = LIST.matcher(plain);
        if (!list.matches()) {
            return AtomSymbols.has(plain);
        }
        for (String each : list.group(1).split(",", -1)) {
            if (!AtomSymbols.has(each.strip())) {
                return false;
            }
        }
        return true;
    }

    private void bond(RecordLines lines, List<String> words) throws NotSdfException {
        bonds++;
        whole(lines, words, 0, 1, "the index of a bond");
        if (whole(lines, words, 1, 1, "the type of a bond") > MOST_BOND_TYPE) {
            throw NotSdfException.at(lines, "the type of a bond is more than " + MOST_BOND_TYPE);
        }
        int one = whole(lines, words, 2, 1, "the first atom of a bond");
        int other = whole(lines, words, 3, 1, "the second atom of a bond");
        if (!atoms.contains(one) || !atoms.contains(other)) {
            throw NotSdfException.at(lines, "a bond of an atom that is not there");
        }
        String fault = bonded.fault(one, other);
        if (!fault.isEmpty()) {
            throw NotSdfException.at(lines, fault);
        }
    }

    private static int whole(RecordLines lines, List<String> words, int place, int least, String what)
            throws NotSdfException {
        String word = word(lines, words, place);
        if (!WHOLE.matcher(word).matches() || Integer.parseInt(word) < least) {
            throw NotSdfException.at(lines, what + " is no whole number from " + least + " on");
        }
        return Integer.parseInt(word);
    }

    private static String word(RecordLines lines, List<String> words, int place) throws NotSdfException {
        if (words.size() <= place) {
            throw NotSdfException.at(lines, "a line with fewer words than it needs");
        }
        return words.get(place);
    }
}
