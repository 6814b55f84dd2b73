package dev.weir.privacy.detect.vocabulary;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a word by the grammar of SMILES (OpenSMILES 1.0): branches close, rings have two ends, aromatic atoms stand beside a ring, and a
 * halogen ends its chain. Words of the language, names and numbers fail by one of them, though atoms spell them.
 */
final class Smiles {

    private static final int SHORTEST = 4;

    /** Ends of rings at one atom; the digits of a telephone are more. */
    private static final int MOST_RINGS = 4;

    private static final Pattern IN_BRACKETS = Pattern.compile(
            "\\[\\d{0,3}(?:H|He|Li|Be|B|C|N|O|F|Ne|Na|Mg|Al|Si|P|S|Cl|Ar|K|Ca|Sc|Ti|V|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Kr|Rb|Sr|Y|Zr|Mo|Tc|Ru"
                    + "|Rh|Pd|Ag|Cd|In|Sn|Sb|Te|I|Xe|Cs|Ba|La|Ce|Sm|Eu|Gd|Tb|Ho|Yb|Lu|Hf|Ta|W|Re|Os|Ir|Pt|Au|Hg|Tl|Pb|Bi|Ra|U|b|c|n|o|p|s|se|as|\\*)"
                    + "(?:@{1,2}(?:(?:TH|AL|SP|TB|OH)\\d{1,2})?)?(?:H\\d?)?(?:[+-]{1,3}|[+-]\\d)?(?::\\d{1,3})?]");

    private final String text;
    private final Set<String> open = new HashSet<>();
    private int at;
    private int depth;
    private int rings;
    private int ringsAtAtom;
    private boolean isOfMolecule;
    private boolean hasAromatic;
    private boolean isBuilt;
    private boolean isFirst = true;

    /** Whether an atom stands before, to which the next sign belongs. */
    private boolean isAtom;

    /** Whether the atom before is a halogen that already has its one bond. */
    private boolean isFull;

    private Smiles(String text) {
        this.text = text;
    }

    static boolean is(String text) {
        return text.length() >= SHORTEST && new Smiles(text).reads();
    }

    private boolean reads() {
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean reads = reads(c);
            if (!reads) {
                return false;
            }
        }
        return isAtom && depth == 0 && open.isEmpty() && isBuilt && isOfMolecule && (!hasAromatic || rings > 0);
    }

    private boolean reads(char c) {
        return switch (c) {
            case '[' -> readsBrackets();
            case '(', ')' -> readsBranch(c);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '%' -> readsRing(c);
            case '=', '#', '$', '/', '\\', '-', ':', '.' -> readsBond(c);
            default -> readsAtom(c);
        };
    }

    private boolean readsBrackets() {
        Matcher atom = IN_BRACKETS.matcher(text).region(at, text.length());
        if (!atom.lookingAt()) {
            return false;
        }
        isOfMolecule = true;
        isBuilt = true;
        return isBound(false, atom.end());
    }

    private boolean readsAtom(char c) {
        boolean isLong = text.startsWith("Cl", at) || text.startsWith("Br", at);
        boolean isHalogen = isLong || c == 'F' || c == 'I';
        boolean isAromatic = "bcnops".indexOf(c) >= 0;
        if (!isHalogen && !isAromatic && "BCNOPS".indexOf(c) < 0) {
            return false;
        }
        hasAromatic |= isAromatic;
        isOfMolecule |= c == 'C' || c == 'c' || isLong;
        return isBound(isHalogen, at + (isLong ? 2 : 1));
    }

    /** An atom to which nothing but the end of its chain may follow is a halogen behind another atom. */
    private boolean isBound(boolean isHalogen, int end) {
        if (isFull) {
            return false;
        }
        isFull = isHalogen && !isFirst;
        isFirst = false;
        isAtom = true;
        ringsAtAtom = 0;
        at = end;
        return true;
    }

    private boolean readsBranch(char c) {
        boolean opens = c == '(';
        if (!isAtom || (opens && isFull) || (!opens && depth == 0)) {
            return false;
        }
        depth += opens ? 1 : -1;
        isBuilt = true;
        isFull = false;
        at++;
        return !opens || (at < text.length() && text.charAt(at) != ')' && text.charAt(at) != '(');
    }

    private boolean readsRing(char c) {
        int length = c == '%' ? 3 : 1;
        boolean isBehindAtom = isAtom || (at > 0 && text.charAt(at - 1) != '.');
        if (at + length > text.length() || !isBehindAtom || isFull || ++ringsAtAtom > MOST_RINGS) {
            return false;
        }
        String ring = text.substring(at, at + length);
        if (!open.add(ring)) {
            open.remove(ring);
            rings++;
            isBuilt = true;
        }
        isAtom = true;
        at += length;
        return true;
    }

    /** Behind a point begins another molecule. */
    private boolean readsBond(char c) {
        if (!isAtom || (isFull && c != '.')) {
            return false;
        }
        isBuilt |= c == '=' || c == '#';
        isOfMolecule |= c == '=';
        isFirst |= c == '.';
        isFull = false;
        isAtom = false;
        at++;
        return true;
    }
}
