package dev.weir.privacy.detect.tag;

import com.hankcs.hanlp.seg.common.Term;
import dev.weir.privacy.detect.words.EnglishWords;
import dev.weir.privacy.detect.words.Han;
import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameDictionary;
import dev.weir.privacy.detect.words.NameWords;
import dev.weir.privacy.validate.Surnames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the tagger sees of each token: the tokens around it, their shapes, what the lists of names and words know of them, and the
 * words that HanLP cuts Han text into. A feature is its hash (Weinberger et al., "Feature hashing for large scale multitask
 * learning", 2009): a number below {@link #BUCKETS}.
 */
final class TokenFeatures {

    static final int BUCKETS = 1 << 20;

    /** More than any token has. */
    static final int MOST = 80;

    /** How many tokens on each side are looked at. */
    private static final int REACH = 3;

    /** In the place of a token before the first and after the last. */
    private static final int NONE = 0x5f;

    /** Longer than a note. */
    private static final int PIECE = 500;

    private static final int LONGEST_AFFIX = 4;
    private static final int LONGEST_NUMBER = 12;

    private final String text;
    private final List<Token> tokens;

    /** Of each token, {@link #REACH} places on: itself in small letters, numbers by their length alone. */
    private final int[] words;

    /** Its shape and what the lists know of it. */
    private final int[] looks;

    /** Its shape. */
    private final int[] shapes;

    /** Where it stands in its word, and that word's nature. */
    private final int[] parts;

    /** The word that holds each character of the text, and its start; 0 where there is none. */
    private final int[] terms;

    private final int[] termStarts;

    private final int[] found = new int[MOST];
    private int count;

    TokenFeatures(String folded) {
        this.text = NameDictionary.simplified(folded);
        this.tokens = Token.of(folded);
        int places = tokens.size() + 2 * REACH;
        this.words = filled(places);
        this.looks = filled(places);
        this.shapes = filled(places);
        this.parts = filled(places);
        this.terms = new int[text.length() + 1];
        this.termStarts = new int[text.length() + 1];
        int[] natures = new int[text.length() + 1];
        int[] lengths = new int[text.length() + 1];
        cut(natures, lengths);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            int at = i + REACH;
            String word = text.substring(token.start(), token.end());
            String small = word.toLowerCase(Locale.ROOT);
            words[at] = token.kind() == Token.Kind.DIGITS ? mixed('9', word.length()) : small.hashCode();
            shapes[at] = shape(word, token.kind());
            looks[at] = mixed(shapes[at], known(token, small));
            parts[at] = mixed(natures[token.start()], part(token, lengths[token.start()]));
        }
    }

    private static int[] filled(int length) {
        int[] values = new int[length];
        Arrays.fill(values, NONE);
        return values;
    }

    /** HanLP's words of a text, a piece at a time: its time grows faster than a long text. One without Han characters has none. */
    private void cut(int[] natures, int[] lengths) {
        if (text.chars().noneMatch(c -> Han.is((char) c))) {
            return;
        }
        for (int from = 0; from < text.length(); from += PIECE) {
            String piece = text.substring(from, Math.min(text.length(), from + PIECE));
            for (Term term : NameDictionary.words(piece)) {
                int end = Math.min(piece.length(), term.offset + term.word.length());
                for (int at = from + term.offset; at < from + end; at++) {
                    terms[at] = term.word.hashCode();
                    termStarts[at] = from + term.offset;
                    natures[at] = term.nature.toString().hashCode();
                    lengths[at] = term.word.length();
                }
            }
        }
    }

    private static int shape(String word, Token.Kind kind) {
        return switch (kind) {
            case HAN -> 1;
            case DIGITS -> mixed(2, Math.min(word.length(), LONGEST_NUMBER));
            case SIGN -> mixed(3, word.hashCode());
            case LETTERS -> mixed(4, 8 * letterCase(word) + Math.min(word.length(), LONGEST_AFFIX));
        };
    }

    /** Capitals alone, small letters alone, a capital and small letters, or mixed. */
    private static int letterCase(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        if (word.equals(small)) {
            return 0;
        }
        if (word.equals(word.toUpperCase(Locale.ROOT))) {
            return 1;
        }
        return Character.isUpperCase(word.charAt(0)) && word.substring(1).equals(small.substring(1)) ? 2 : 3;
    }

    private int known(Token token, String small) {
        return switch (token.kind()) {
            case HAN -> token.end() - token.start() == 1 ? han(token.start()) : 0;
            case LETTERS -> latin(small);
            case DIGITS, SIGN -> 0;
        };
    }

    private int han(int at) {
        char c = text.charAt(at);
        int bits = often(NameDictionary.isSurname(c)) + 4 * often(NameDictionary.endsName(c));
        return bits
                | bit(4, Surnames.isSingle(c))
                | bit(5, NameDictionary.isInUse(c))
                | bit(6, isCompound(at))
                | bit(7, at > 0 && isCompound(at - 1));
    }

    private boolean isCompound(int at) {
        return at + 2 <= text.length() && Surnames.length(text.substring(at, at + 2)) == 2;
    }

    private static int often(int count) {
        return count <= 0 ? 0 : count < 10 ? 1 : count < 200 ? 2 : 3;
    }

    private static int latin(String small) {
        return bit(0, LatinNames.isNameAlone(small))
                | bit(1, LatinNames.isNameAndWord(small))
                | bit(2, LatinNames.isPlace(small))
                | bit(3, NameWords.isGiven(small))
                | bit(4, NameWords.isFamily(small))
                | bit(5, NameWords.isNoName(small))
                | bit(6, NameWords.isPlain(small))
                | bit(7, NameWords.isEponym(small))
                | bit(8, NameWords.mayBeEponym(small))
                | bit(9, Surnames.isLatin(small))
                | bit(10, EnglishWords.contains(small));
    }

    private static int bit(int place, boolean isSet) {
        return isSet ? 1 << place : 0;
    }

    /** Whether a token is a whole word, begins one, ends it, stands within, or is in none. */
    private int part(Token token, int length) {
        if (length == 0) {
            return 0;
        }
        int start = termStarts[token.start()];
        return length == 1 ? 1 : token.start() == start ? 2 : token.end() == start + length ? 3 : 4;
    }

    List<Token> tokens() {
        return tokens;
    }

    /** The features of a token: their count. They stand at the beginning of {@link #found()} until the next call. */
    int of(int token) {
        count = 0;
        int at = token + REACH;
        add(0, tokens.get(token).kind().name().hashCode());
        for (int by = -REACH; by <= REACH; by++) {
            add(10 + by, words[at + by]);
        }
        for (int by = -2; by <= 2; by++) {
            add(20 + by, looks[at + by]);
            add(30 + by, parts[at + by]);
        }
        for (int by = -2; by <= 1; by++) {
            add(40 + by, mixed(words[at + by], words[at + by + 1]));
            add(50 + by, mixed(looks[at + by], looks[at + by + 1]));
        }
        add(60, mixed(words[at - 1], words[at + 1]));
        add(61, mixed(mixed(words[at - 2], words[at - 1]), looks[at]));
        add(62, mixed(mixed(words[at - 1], words[at + 1]), looks[at]));
        add(63, mixed(mixed(looks[at - 1], looks[at]), looks[at + 1]));
        add(64, mixed(mixed(parts[at - 1], parts[at]), parts[at + 1]));
        add(65, mixed(mixed(shapes[at - 1], shapes[at]), mixed(shapes[at + 1], spaces(token))));
        Token itself = tokens.get(token);
        add(66, mixed(terms[itself.start()], itself.start() - termStarts[itself.start()]));
        add(67, token > 0 ? terms[tokens.get(token - 1).end() - 1] : NONE);
        add(68, token + 1 < tokens.size() ? terms[tokens.get(token + 1).start()] : NONE);
        if (itself.kind() == Token.Kind.LETTERS) {
            affixes(itself);
        }
        return count;
    }

    private int spaces(int token) {
        return bit(0, tokens.get(token).spaced())
                | bit(1, token + 1 < tokens.size() && tokens.get(token + 1).spaced());
    }

    private void affixes(Token token) {
        String small = text.substring(token.start(), token.end()).toLowerCase(Locale.ROOT);
        for (int length = 2; length <= LONGEST_AFFIX && length < small.length(); length++) {
            add(70 + length, small.substring(0, length).hashCode());
            add(75 + length, small.substring(small.length() - length).hashCode());
        }
    }

    int[] found() {
        return found;
    }

    private void add(int template, int value) {
        found[count++] = mixed(template, value) & (BUCKETS - 1);
    }

    private static int mixed(int one, int other) {
        int hash = one * 0x9e3779b1 ^ Integer.rotateLeft(other * 0x85ebca77, 13);
        hash ^= hash >>> 15;
        hash *= 0x2c1b3c6d;
        return hash ^ (hash >>> 12);
    }
}
