package dev.weir.privacy.detect;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.detect.Detector.Proof;
import dev.weir.privacy.detect.LeakCounts.Hits;
import dev.weir.privacy.detect.ValueLeaks.Phrase;
import dev.weir.privacy.detect.find.ObfuscatedEmail;
import dev.weir.privacy.detect.find.Span;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.detect.vocabulary.Nomenclature;
import dev.weir.privacy.detect.words.GroupedDigits;
import dev.weir.privacy.detect.words.GroupedDigits.Groups;
import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.PlacePhrase;
import dev.weir.privacy.detect.words.TitlePhrase;
import dev.weir.privacy.validate.CalendarDate;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Looks through the values of one column for what identifies people, as they pass by, with the forms that {@link Detectors}
 * and {@link TextScanner} know. Every value is looked at: its bytes alone show that most can hold no personal data, or words at
 * most ({@link ValuePrefilter}), and values that come again are known ({@link ValueCache}). {@link Sampling} chooses which of the
 * others are looked through. No value is kept.
 * One scan is for one thread; counts of several add up.
 */
public final class LeakScan {

    /** In bytes: flags, wards, names. */
    private static final int SHORT = 32;

    /** For how many values one stands that was not chosen yet. */
    private static final int UNDECIDED = -1;

    /** Of the shortest whole number that tells a person alone: a mobile's. */
    private static final int FEWEST_DIGITS = 11;

    /** Of a number or code that can tell a person. */
    private static final int FEWEST_IN_CODE = 7;

    private static final int LONGEST_CODE = 40;

    /** A longer text is no number, name or address by itself. */
    private static final int LONGEST_VALUE = 200;

    /** A longer text is searched in windows of so many characters. */
    private static final int WINDOW = 4000;

    /** Characters that two windows share: no number, name or address is longer. */
    private static final int OVERLAP = 200;

    private static final List<Detector> DETECTORS = Detectors.all();
    private static final long RESIDENT = bit("PRC18");
    private static final long CARD = bit("CARD");
    private static final long FIFTEEN = bit("PRC15");
    /** What the search inside texts finds. */
    private static final Set<LeakKind> BY_WORDS = EnumSet.of(LeakKind.NAME, LeakKind.ADDRESS, LeakKind.PLATE);

    /** A number as amounts are written. */
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d*)?");

    /** And as programs write long ones. */
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d(?:\\.\\d{1,20})?[Ee]\\+?(?:1\\d|20)");

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What is looked for where the parts of a value are put together. */
    private static final Set<String> OF_PARTS = Set.of("PRC18", "CARD", "MOBILE", "NAME_WORDS", "NAME_LATIN_WORDS");

    /** What the header of a column adds to the forms that are proof by themselves. */
    private final long asked;

    private final ValueCache known = new ValueCache();
    private final Map<LeakKind, HitTally> tallies = new EnumMap<>(LeakKind.class);
    private final TextScanner scanner;
    private final boolean asksModels;
    private final List<IdentifierForm> own;
    private final FormPattern[] patterns;
    private final HitTally[] ownTallies;
    private final boolean parts;
    private final Sampling sampling;
    private final HitTally titles = new HitTally();
    private long namedTitles;
    private long values;
    private long codes;

    /** A scan that has seen nothing, looks for no form of the law's and asks no model. */
    public LeakScan(String header) {
        this(header, List.of(), List.of(), TablePart.WHOLE);
    }

    /**
     * A scan that has seen nothing.
     *
     * @param header the column's name
     * @param own forms that the law gives to categories
     * @param models that are asked for names, too
     * @param part of the column's values
     */
    public LeakScan(String header, List<IdentifierForm> own, List<NameModel> models, TablePart part) {
        this(asked(HeaderHints.of(header)), own, models, part, false);
    }

    private LeakScan(long asked, List<IdentifierForm> own, List<NameModel> models, TablePart part, boolean parts) {
        this.asked = asked;
        this.parts = parts;
        this.sampling = new Sampling(part);
        this.scanner = TextScanner.with(models);
        this.asksModels = !models.isEmpty();
        this.own = List.copyOf(own);
        this.patterns = own.stream().map(IdentifierForm::read).toArray(FormPattern[]::new);
        this.ownTallies = own.stream().map(form -> new HitTally()).toArray(HitTally[]::new);
        for (LeakKind kind : LeakKind.values()) {
            tallies.put(kind, new HitTally());
        }
    }

    /**
     * A scan of what the parts of a value, or values that stand side by side, are together. It knows what proves itself by a check
     * digit, and names where nearly all read as one.
     *
     * @param mobiles whether it knows mobiles, too
     */
    static LeakScan ofParts(boolean mobiles, TablePart part) {
        long asked = 0;
        for (int i = 0; i < DETECTORS.size(); i++) {
            asked |= OF_PARTS.contains(DETECTORS.get(i).subtype()) ? 1L << i : 0;
        }
        return new LeakScan(mobiles ? asked : asked & ~bit("MOBILE"), List.of(), List.of(), part, true);
    }

    private static long bit(String subtype) {
        for (int i = 0; i < DETECTORS.size(); i++) {
            if (DETECTORS.get(i).subtype().equals(subtype)) {
                return 1L << i;
            }
        }
        throw new IllegalStateException("No detector of " + subtype);
    }

    private static long asked(Optional<String> hint) {
        long asked = 0;
        for (int i = 0; i < DETECTORS.size(); i++) {
            Detector detector = DETECTORS.get(i);
            boolean proves = detector.proof() != Proof.HEADER
                    || hint.filter(detector.category()::equals).isPresent();
            asked |= proves && LeakKind.of(detector).isPresent() ? 1L << i : 0;
        }
        return asked;
    }

    /** A value that is not NULL, in UTF-8. */
    public void add(byte[] utf8) {
        add(utf8, 0, utf8.length);
    }

    /** A value that is not NULL: the bytes from {@code from} to before {@code to}, in UTF-8. */
    public void add(byte[] utf8, int from, int to) {
        add(utf8, from, to, UNDECIDED);
    }

    /** As {@link #add(byte[], int, int)}, for a value that stands for so many that were passed over elsewhere. */
    void add(byte[] utf8, int from, int to, int stands) {
        values++;
        if (patterns.length > 0) {
            own(utf8, from, to);
        }
        if (to - from <= SHORT) {
            if (!ValuePrefilter.isCode(utf8, from, to) || asksModels) {
                addShort(utf8, from, to, stands);
            }
            return;
        }
        ValuePrefilter look = ValuePrefilter.of(utf8, from, to);
        int all = isNothing(look) ? 0 : chosen(look, stands);
        if (all > 0) {
            long hash = hash(utf8, from, to);
            int code = known.find(hash);
            if (code >= 0) {
                known.count(code, all);
            } else {
                count(search(utf8, from, to, hash, all), all);
            }
        }
    }

    /**
     * What is short comes again more often than not, so whether it is known is asked first. What is known counts for itself, and not
     * for a sample.
     */
    private void addShort(byte[] utf8, int from, int to, int stands) {
        long hash = hash(utf8, from, to);
        int code = known.find(hash);
        if (code >= 0) {
            known.count(code, stands == UNDECIDED ? 1 : stands);
            return;
        }
        ValuePrefilter look = ValuePrefilter.of(utf8, from, to);
        if (isNothing(look)) {
            known.keepNothing(hash);
            return;
        }
        int all = chosen(look, stands);
        if (all > 0) {
            count(search(utf8, from, to, hash, all), all);
        }
    }

    private boolean isNothing(ValuePrefilter look) {
        return look == ValuePrefilter.NOTHING && !asksModels;
    }

    /** For how many a value stands that may hold personal data; 0 where a sample passes it over. */
    private int chosen(ValuePrefilter look, int stands) {
        return stands == UNDECIDED ? sampling.next(look) : stands;
    }

    private ValueLeaks search(byte[] utf8, int from, int to, long hash, int stands) {
        String value = new String(utf8, from, to - from, StandardCharsets.UTF_8);
        int seldom = sampling.seldom(stands, to - from > SHORT, isCode(value));
        boolean names = (hash & ((1 << seldom) - 1)) == 0;
        ValueLeaks leaks = leaks(value, names, true);
        boolean byWords = leaks.hasAny(BY_WORDS);
        sampling.lookedThrough(stands, !leaks.isEmpty(), byWords);
        if (names && !leaks.is(LeakKind.NAME)) { // a value that is a name and no more holds no second person
            if (!leaks.isEmpty()) {
                leaks.weigh(seldom);
            }
            sampling.searched(to - from, byWords);
        }
        leaks.hashes().forEach((kind, each) -> requireNonNull(tallies.get(kind)).found(each));
        if (leaks.isTitle()) {
            titles.found(hash);
        }
        known.keep(hash, leaks);
        return leaks;
    }

    /** A whole number that is not NULL, whatever its sign. */
    public void add(long number) {
        long size = Math.abs(number);
        if (size < 10_000_000_000L) { // the shortest that tells a person alone is a mobile of 11 digits
            values++;
            codes += size < 1_000_000 ? 0 : 1;
        } else {
            add(Long.toString(size).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A value that is not NULL and identifies no person, since a mask has changed it. */
    public void pass() {
        values++;
    }

    /**
     * The categories of what tells a person in a value looked at by itself, the first one first; none where nothing does. Names
     * inside sentences are not looked for by rules; what a model finds anywhere in it counts. Nothing is counted.
     *
     * @param utf8 holds the value, from {@code from} to before {@code to}
     */
    public List<String> categories(byte[] utf8, int from, int to) {
        List<String> categories = new ArrayList<>();
        if (patterns.length > 0) {
            Stretch text = Stretch.folded(utf8, from, to);
            for (int i = 0; i < patterns.length; i++) {
                if (!patterns[i].wordIn(text.utf8, text.from, text.to).isEmpty()) {
                    categories.add(own.get(i).category());
                }
            }
        }
        String value = new String(utf8, from, to - from, StandardCharsets.UTF_8);
        ValueLeaks leaks = ValuePrefilter.mayTell(utf8, from, to) ? leaks(value, false, false) : ValueLeaks.NONE;
        leaks.kinds().stream()
                .filter(kind -> kind != LeakKind.READ_AS_NAME)
                .map(LeakKind::category)
                .forEach(categories::add);
        categories.addAll(scanner.modelled(value));
        return categories;
    }

    /**
     * Whether a value, as one of a column, holds what may be a person's name: what organisations, works and places are called is
     * none. Nothing is counted, and any thread may ask.
     */
    public boolean mayCallPerson(String value) {
        return leaks(value, true, true).has(LeakKind.NAME);
    }

    /** Whether a value looked at by itself tells one of some kinds. Nothing is counted. */
    boolean tells(byte[] utf8, int from, int to, Set<LeakKind> kinds) {
        return ValuePrefilter.mayTell(utf8, from, to)
                && leaks(new String(utf8, from, to - from, StandardCharsets.UTF_8), to - from > SHORT, false)
                        .hasAny(kinds);
    }

    /** What was found so far. */
    public LeakCounts counts() {
        known.drain(this::count);
        Map<LeakKind, Hits> hits = new EnumMap<>(LeakKind.class);
        tallies.forEach((kind, tally) -> hits.put(kind, tally.hits()));
        Map<String, Hits> ownHits = new TreeMap<>();
        for (int i = 0; i < patterns.length; i++) {
            ownHits.put(own.get(i).category(), ownTallies[i].hits());
        }
        return new LeakCounts(values, codes, new LeakCounts.Titles(titles.hits(), namedTitles), hits, ownHits);
    }

    /** What has a category's own form, alone or as a word. */
    private void own(byte[] utf8, int from, int to) {
        Stretch text = Stretch.folded(utf8, from, to);
        for (int i = 0; i < patterns.length; i++) {
            String found = patterns[i].wordIn(text.utf8, text.from, text.to);
            if (!found.isEmpty()) {
                ownTallies[i].add(found.length() == text.to - text.from, 1);
                ownTallies[i].found(HitTally.hash(found));
            }
        }
    }

    /** A value without blanks around it; one with characters beyond ASCII is folded first. */
    private static final class Stretch {
        private final byte[] utf8;
        private final int from;
        private final int to;

        private Stretch(byte[] utf8, int from, int to) {
            this.utf8 = utf8;
            this.from = from;
            this.to = to;
        }

        static Stretch folded(byte[] utf8, int from, int to) {
            if (FoldedText.isAscii(utf8, from, to)) {
                return stripped(utf8, from, to);
            }
            byte[] text = FoldedText.of(new String(utf8, from, to - from, StandardCharsets.UTF_8))
                    .text()
                    .getBytes(StandardCharsets.UTF_8);
            return stripped(text, 0, text.length);
        }

        private static Stretch stripped(byte[] utf8, int from, int to) {
            int start = from;
            int end = to;
            while (end > start && utf8[end - 1] == ' ') {
                end--;
            }
            while (start < end && utf8[start] == ' ') {
                start++;
            }
            return new Stretch(utf8, start, end);
        }
    }

    private void count(ValueLeaks leaks, long stands) {
        leaks.count(stands, tallies);
        codes += leaks.isCode() ? stands : 0;
        if (leaks.isTitle()) {
            titles.add(true, stands);
            namedTitles += leaks.named(stands);
        }
    }

    /**
     * Looks through a value. Without its column it is no title and no place, since it may be a person's name.
     */
    private ValueLeaks leaks(String value, boolean names, boolean isOneOfColumn) {
        String text = FoldedText.of(value).text().strip();
        if (text.length() <= LONGEST_VALUE && CalendarDate.isValid(text)) {
            return ValueLeaks.NONE;
        }
        Phrase phrase = !isOneOfColumn || parts ? Phrase.ALONE : phrase(text);
        ValueLeaks leaks = new ValueLeaks(isCode(text) || isScientific(text), phrase);
        lookThrough(leaks, text, names);
        for (String reading : EncodedText.readings(text)) {
            lookThrough(leaks, FoldedText.of(reading).text().strip(), names);
        }
        if (!leaks.isEmpty()) {
            return leaks;
        }
        return leaks.isTitle() ? ValueLeaks.TITLE : leaks.isCode() ? ValueLeaks.CODE : ValueLeaks.NONE;
    }

    private static Phrase phrase(String text) {
        if (PlacePhrase.is(text) || PlacePhrase.isCalledAsPlaces(text)) {
            return Phrase.PLACE;
        }
        return TitlePhrase.is(text) ? Phrase.TITLE : Phrase.OTHER;
    }

    /** All of a text, however long it is; the last window is as long as the others, so that it is no value by itself. */
    private void lookThrough(ValueLeaks leaks, String text, boolean names) {
        int from = 0;
        while (text.length() - from > WINDOW) {
            look(leaks, text.substring(from, from + WINDOW), names);
            from += WINDOW - OVERLAP;
        }
        look(leaks, text.substring(Math.min(from, Math.max(0, text.length() - WINDOW))), names);
    }

    /** Whether a text is a number or a code: of ASCII, short, at least half of it digits, and seven of those. */
    private static boolean isCode(String text) {
        if (text.length() < FEWEST_IN_CODE || text.length() > LONGEST_CODE) {
            return false;
        }
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return digits >= FEWEST_IN_CODE && 2 * digits >= text.length();
    }

    private void look(ValueLeaks leaks, String whole, boolean names) {
        String text = Nomenclature.blanked(whole).strip();
        if (text.isEmpty()) {
            return;
        }
        if (text.length() <= LONGEST_VALUE) {
            forms(leaks, text, asked, true);
            wholePart(text).ifPresent(digits -> forms(leaks, digits, asked, true));
            if (LatinNames.readsAsName(text)) {
                leaks.put(Optional.of(LeakKind.READ_AS_NAME), true, text);
            }
        }
        if (parts) {
            return;
        }
        List<NumberRuns.Run> numbers = NumberRuns.in(text);
        if (leaks.is(LeakKind.NAME)) {
            return;
        }
        boolean isSearchedForNumbers = ObfuscatedEmail.mayHold(text)
                || NumberRuns.haveCheckInBrackets(text)
                || (!numbers.isEmpty() && NumberRuns.areAmongWords(text));
        if (names) {
            List<LeakKind> open =
                    BY_WORDS.stream().filter(kind -> !leaks.has(kind)).toList(); // the others each value is asked for
            spans(leaks, text, isSearchedForNumbers ? scanner.inFolded(text) : scanner.wordsInFolded(text));
            open.stream()
                    .filter(kind -> kind != LeakKind.PLATE || !isSearchedForNumbers)
                    .forEach(leaks::foundByWords);
        } else if (isSearchedForNumbers) {
            spans(leaks, text, scanner.numbersInFolded(text));
        }
        for (NumberRuns.Run number : numbers) {
            boolean isWhole = number.text().length() == text.length();
            forms(leaks, number.text(), isWhole ? asked : asked & ~amounts(number), isWhole);
        }
    }

    /** Of a number with a sign, a fraction or thousands apart the digits before its point: a telephone is no less one for a half. */
    private static Optional<String> wholePart(String text) {
        if (isScientific(text)) {
            return Optional.of(new BigDecimal(text).toBigInteger().abs().toString());
        }
        boolean isAmount = text.indexOf(',') > 0 && THOUSANDS.matcher(text).matches();
        return beforePoint(isAmount ? text.replace(",", "") : text).filter(digits -> digits.length() < text.length());
    }

    /** Most numbers are not, and a pattern costs more than a look for the letter. */
    private static boolean isScientific(String text) {
        return text.length() <= LONGEST_CODE
                && (text.indexOf('E') > 0 || text.indexOf('e') > 0)
                && SCIENTIFIC.matcher(text).matches();
    }

    private static Optional<String> beforePoint(String text) {
        int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        boolean isNumber = end == text.length()
                || (text.charAt(end) == '.' && text.substring(end + 1).chars().allMatch(c -> c >= '0' && c <= '9'));
        return isNumber && end - start >= FEWEST_DIGITS ? Optional.of(text.substring(start, end)) : Optional.empty();
    }

    /** Among other text an amount is no card, which one in ten of some would be, and a fraction no number of 15 digits without a check. */
    private static long amounts(NumberRuns.Run number) {
        return number.isFraction()
                ? CARD | FIFTEEN
                : GroupedDigits.joined(number.text()).groups() == Groups.POINT ? CARD : 0;
    }

    /** What proves to be a resident's number is nothing else: one in thirty would be a card, too. */
    private void forms(ValueLeaks leaks, String text, long asked, boolean isWhole) {
        long fits = ValueTraits.forms(text, asked);
        for (long bits = (fits & RESIDENT) == 0 ? fits : RESIDENT; bits != 0; bits &= bits - 1) {
            Detector detector = DETECTORS.get(Long.numberOfTrailingZeros(bits));
            Optional<LeakKind> kind = LeakKind.of(detector)
                    .filter(found -> found != LeakKind.NAME || leaks.mayCallPerson(text, detector.proof()));
            leaks.put(
                    kind.map(found -> parts && found == LeakKind.NAME ? LeakKind.READ_AS_NAME : found), isWhole, text);
        }
    }

    private void spans(ValueLeaks leaks, String text, List<Span> spans) {
        for (Span span : spans) {
            Optional<LeakKind> kind = LeakKind.of(span, text)
                    .filter(found -> found != LeakKind.NAME || leaks.mayCallPerson(text, span.start(), span.end()));
            boolean isWhole = span.start() == 0 && span.end() == text.length();
            // A whole name that rules know is found in every value; one that a model finds stands for all that were not
            // searched.
            boolean standsForMore = asksModels && kind.equals(Optional.of(LeakKind.NAME));
            leaks.put(kind, isWhole && !standsForMore, text.substring(span.start(), span.end()));
        }
    }

    /** Eight bytes at a time. */
    private static long hash(byte[] utf8, int from, int to) {
        long hash = spread(to - from);
        int i = from;
        for (; to - i >= Long.BYTES; i += Long.BYTES) {
            hash = mixed(hash, (long) EIGHT.get(utf8, i));
        }
        long rest = 0;
        for (; i < to; i++) {
            rest = (rest << Byte.SIZE) | (utf8[i] & 0xff);
        }
        return spread(mixed(hash, rest) >>> 1);
    }

    /** The high half of a product depends on all bits, the low half on the lower ones alone. */
    private static long mixed(long hash, long bits) {
        long product = (hash ^ bits) * 0x9e3779b97f4a7c15L;
        return product ^ (product >>> 32);
    }

    /** Fibonacci hashing: the high bits of the product are well spread. */
    private static long spread(long value) {
        return value * 0x9e3779b97f4a7c15L;
    }
}
