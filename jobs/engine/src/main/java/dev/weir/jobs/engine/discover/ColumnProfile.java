package dev.weir.jobs.engine.discover;

import dev.weir.jobs.engine.read.layout.NullTokens;
import dev.weir.jobs.engine.read.value.DecimalDigits;
import dev.weir.privacy.detect.LeakScan;
import dev.weir.privacy.detect.TextScanner;
import dev.weir.privacy.detect.vocabulary.GeneSymbols;
import dev.weir.privacy.detect.vocabulary.Genotypes;
import dev.weir.privacy.detect.vocabulary.RaceTerms;
import dev.weir.privacy.detect.vocabulary.Vocabulary;
import dev.weir.privacy.detect.words.NameDictionary;
import dev.weir.privacy.validate.PartialDate;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * What the values of a column have in common: counts, and the first place of a value that is otherwise. Profiles of parts add
 * up. No value is kept; of the first different ones a hash is, which tells whether one comes twice.
 */
public final class ColumnProfile implements Serializable {

    /** A floating-point number holds whole numbers of as many digits. */
    private static final int DIGITS_OF_REAL = 15;

    private static final Pattern LEADING_ZERO = Pattern.compile("0[0-9]+");
    private static final Pattern COMMA = Pattern.compile("[+-]?[0-9]+,[0-9]+");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]*\\.?[0-9]+(?:[eE][+-]?[0-9]+)?");

    private static final Pattern YEAR = Pattern.compile("(?:1[89]|20)[0-9]{2}");

    /** Three short numbers: a date, or scores and versions such as 9-10-10 and 2.9.31. */
    private static final Pattern TRIPLE = Pattern.compile("([0-9]{1,2})([-.])([0-9]{1,2})\\2([0-9]{1,2})");

    /** The greatest month: what is greater is a day or a year. */
    private static final int MONTHS = 12;

    /** How long something takes, or after what it was: 6分42秒, 2 h, Predose. */
    private static final Pattern SPAN = Pattern.compile(
            "(?i)[+-]?(?:SPAN ?)+(?:post|after|pre|before)?(?:[ -]?dose)?|(?:pre|post)[ -]?(?:dose|treatment|op)?|baseline|end of infusion|eoi|eot|(?:术|给药|用药|治疗)[前后中]|基线"
                    .replace(
                            "SPAN",
                            "(?:[0-9]{1,5}(?:[.,][0-9]{1,3})? ?(?:h|hrs?|hours?|hr|std|stunden?|heures?|horas?|ore|mins?|minutes?|minuten|secs?|seconds?|sek(?:unden)?|s|ms|d|days?|tage?|jours?|weeks?|wochen?|wks?|个?小时|时|分钟?|秒钟?|天|周)\\.?)"));

    /** A number with what it counts behind it: 100ml, 2U, 3250g, 1治疗量. */
    private static final Pattern AMOUNT_FORM = Pattern.compile(
            "(?:[<>≤≥~约] ?)?(?:0|[1-9][0-9]{0,5})(?:[.,][0-9]{1,4})? ?(?<unit>[\\p{L}µ%][\\p{L}µ%/]{0,7})");

    /** Letters that measure: others behind a number are a part of a code. */
    private static final String UNIT_LETTERS = "gULlhdsm%次";

    /** Places that are numbered so: 12床, 3号. */
    private static final Pattern COUNTED_PLACE = Pattern.compile("[床号室房楼栋班级届排座岁年月日区组层]");

    /** A text of several words, or of so many Chinese characters that a name may stand among them. */
    private static final Pattern PHRASE = Pattern.compile("\\p{L}[\\p{L}.'’]*[ ,;:，；：、]+.*\\p{L}|.*\\p{IsHan}{4}");

    /** Day, month and year in any order and with any marks, but for versions such as 4.02.0008; a month and its day in Chinese; 02FEB2022, Feb-23, 23W12. */
    private static final Pattern DATE = Pattern.compile(
            "(?<![0-9])[0-9]{1,4}[-/. ](?:[0-9]{1,2}|\\p{L}{3,9})[-/., ]+(?!00[0-9]{2})[0-9]{2,4}(?![0-9])|[0-9]月[0-9]|[0-9]{2}年"
                    + "|(?i)(?<![a-z0-9])(?:[0-9]{1,2}[-/. ]?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[-/. ]?[0-9]{2,4}(?![a-z0-9])"
                    + "|(?<![a-z0-9])(?:20)?[0-9]{2}-?w[0-5][0-9](?![a-z0-9])");

    /** More digits before the point than a floating-point number has. */
    private static final Pattern LONG = Pattern.compile("[+-]?0*[1-9][0-9]{15,}(?:[.,][0-9]*)?");

    private static final Pattern CODE = Pattern.compile("(?=.*[0-9])[\\p{L}0-9_./#:-]{1,40}");

    /** Degrees north and east of places in China, to within ten metres: 18 to 53, 73 to 135. */
    private static final Pattern LATITUDE = Pattern.compile("(?:1[89]|[2-4][0-9]|5[0-3])\\.[0-9]{4,}");

    private static final Pattern LONGITUDE = Pattern.compile("(?:7[3-9]|[89][0-9]|1[0-2][0-9]|13[0-5])\\.[0-9]{4,}");

    /** A category of ICD-10 without a subcategory (WHO): three characters. */
    private static final Pattern ICD = Pattern.compile("[A-TV-Z][0-9][0-9AB]");

    /** A code with a number of three digits and more beside its letters. */
    private static final Pattern NUMBERED_CODE = Pattern.compile("(?=.*\\p{L})(?=.*[0-9]{3})[\\p{L}0-9_./#:-]{4,40}");

    /** Two to four letters, as colleagues sign with them, one or several: LM, L.M., Lm, lm, LvM, LM/HC; and no usual answer. */
    private static final Pattern INITIAL_LETTERS =
            Pattern.compile("(?!(?i:yes|no|ok|na|nd|nt|neg|pos)$)SIGNED(?: ?[/+,;&] ?SIGNED)*"
                    .replace("SIGNED", "(?:(?:\\p{Lu}[. -]{0,2}){2,4}|\\p{Lu}\\p{Ll}{1,2}\\p{Lu}?\\.?|\\p{Ll}{2,3})"));

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3);

    /** So many different values estimate a share to a few per cent. */
    private static final int SAMPLED = 512;

    /** Names that no list has are found in four of ten and more; of places, brands and goods of public tables fewer look so. */
    private static final double MANY_CALLING = 0.4;

    private static final double HALF = 0.5;

    /** Of the values so many are of a kind, or they are of several. */
    private static final double NEARLY_ALL = 0.95;

    /** Two of five continents look like names. */
    private static final int FEWEST_CALLING = 4;

    /** Of fewer numbers it is no wonder that they are another's. */
    private static final int FEWEST_NUMBERED = 10;

    /** Of an identifier's numbers so many are met, or they may be met by chance. */
    private static final double COVERED = 0.8;

    private static final int FEWEST_COVERED = 50;

    private static final double BY_CHANCE = 0.6;

    /** Of the values so many are different where each is one row's: two rows may cost the same. */
    private static final double ONE_A_ROW = 0.8;

    /** Shorter whole numbers count and measure. */
    private static final int SHORTEST_NUMBER = 5;

    /** Behind a day of eight characters and more. */
    private static final Pattern TIME =
            Pattern.compile("(?<=.{8})[T ]+(?=[0-9]{1,2}:?[0-9]{2})|(?<=^[0-9]{8})(?=[0-9]{4,6}$)");

    private static final Pattern TIME_OF_DAY = Pattern.compile(
            "[T ](?!0{1,2}:00(?::00(?:\\.0+)?)?(?:$|Z|[ +-]))[0-9]{1,2}:[0-9]{2}|^[0-9]{1,2}:[0-9]{2}|^[0-9]{8}(?!0+$)[0-9]{4,6}$");

    private static final int FEW_DAYS = 3;

    private static final long CODED = 1L << 30;
    private static final long DATED = 1L << 29;
    private static final long NAMED = 1L << 28;
    private static final long READ_AS_NAME = 1L << 27;
    private static final long CALLS_PERSON = 1L << 26;
    private static final long UNSEARCHED = 1L << 25;
    private static final long CALLED = 1L << 24;
    private static final long HIDDEN = 1L << 23;
    private static final long NUMBERED = 1L << 22;
    private static final long ICD_CATEGORY = 1L << 21;
    private static final long NORTH = 1L << 20;
    private static final long EAST = 1L << 19;
    private static final long RACE = 1L << 18;
    private static final long GENE = 1L << 17;
    private static final long MAYBE_GENE = 1L << 16;
    private static final long TIMED = 1L << 15;
    private static final long HAN_NAME = 1L << 14;
    private static final long SHAPED = 1L << 13;
    private static final long SHORT_SEQUENCE = 1L << 12;
    private static final long BASES = 1L << 11;
    private static final long ALLELES = 1L << 10;
    private static final long TWICE = 1L << 9;
    private static final long MAYBE_STRUCTURE = 1L << 8;
    private static final long INITIALS = 1L << 7;
    private static final long ANIMAL = 1L << 31;
    private static final long AMOUNT = 1L << 32;

    /** Any thread may ask it what one value may call. */
    private static final LeakScan NAMES = new LeakScan("");

    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+");

    private final int most;
    private long values;
    private long leadingZeros;
    private long commas;
    private long thousands;
    private long wholes;
    private long longs;
    private @Nullable RecordPosition firstLong;
    private final DecimalDigits decimals = new DecimalDigits();
    private @Nullable RecordPosition firstLost;
    private int longest;
    private int shortest = Integer.MAX_VALUE;
    private long nameLike;
    private long years;
    private long dateLike;
    private long triples;

    /** Of those, how many a date may be: its year has two digits. */
    private long datedTriples;

    private boolean hasDayOrYear;
    private long spans;
    private long phrases;

    /** The letters that stand alone behind a number, by their code. */
    private final BitSet singleUnits = new BitSet();

    private final long[] fails = new long[ValueForm.ALL.size()];
    private final Map<Integer, RecordPosition> firstFails = new TreeMap<>();
    private final Map<String, Long> words = new TreeMap<>();

    /** By the hash of each of the first different values, the bits of what it is known to be. */
    private final Map<Long, Long> different = new HashMap<>();

    /** Of the different values those with the lowest hashes, which is a fair sample of them. */
    private final TreeMap<Long, CodeForms> sample = new TreeMap<>();

    /** Of the first different days the hashes. */
    private final Set<Long> days = new HashSet<>();

    private boolean isMany;
    private boolean isRepeated;

    /** @param most how many different values are told apart */
    ColumnProfile(int most) {
        this.most = most;
    }

    /** A value that is not NULL. */
    void add(String value, RecordPosition spot, FormReaders readers) {
        if (NullTokens.has(value)) {
            words.merge(value, 1L, Long::sum);
            return;
        }
        values++;
        longest = Math.max(longest, value.length());
        shortest = Math.min(shortest, value.length());
        years += YEAR.matcher(value).matches() ? 1 : 0;
        boolean isDated = DATE.matcher(value).find()
                && DATE.matcher(Vocabulary.withoutResults(value)).find();
        dateLike += isDated ? 1 : 0;
        triple(value, isDated);
        spans += SPAN.matcher(value).matches() ? 1 : 0;
        phrases += PHRASE.matcher(value).lookingAt() ? 1 : 0;
        if (value.length() > DIGITS_OF_REAL && LONG.matcher(value).matches()) {
            longs++;
            firstLong = earlier(firstLong, spot);
        }
        boolean isComma = COMMA.matcher(value).matches();
        if ((isComma || NUMBER.matcher(value).matches()) && decimals.add(value.replace(',', '.'))) {
            firstLost = earlier(firstLost, spot);
        }
        nameLike += NameShape.is(value) ? 1 : 0;
        leadingZeros += LEADING_ZERO.matcher(value).matches() ? 1 : 0;
        wholes += WHOLE.matcher(value).matches() ? 1 : 0;
        commas += isComma ? 1 : 0;
        thousands += THOUSANDS.matcher(value).matches() ? 1 : 0;
        for (int i = 0; i < fails.length; i++) {
            if (!readers.reads(i, value)) {
                fails[i]++;
                firstFails.merge(i, spot, RecordPosition::orEarlier);
            }
        }
        note(value);
    }

    /** A value that is no text, and of its type in the file. Of a list or an object what is within tells. */
    void add(Object value) {
        values++;
        within(value);
    }

    private void within(@Nullable Object value) {
        if (value instanceof Row row) {
            for (int i = 0; i < row.size(); i++) {
                within(row.get(i));
            }
        } else if (value instanceof scala.collection.Iterable<?> list) {
            JavaConverters.asJavaCollection(list).forEach(this::within);
        } else if (value instanceof String text) {
            longest = Math.max(longest, text.length());
            nameLike += NameShape.is(text) ? 1 : 0;
            note(text);
        } else if (value != null) {
            String text = value.toString();
            longest = Math.max(longest, text.length());
            shortest = Math.min(shortest, text.length());
            years += YEAR.matcher(text).matches() ? 1 : 0;
            note(text);
        }
    }

    private void triple(String value, boolean isDated) {
        Matcher triple = TRIPLE.matcher(value);
        if (triple.matches()) {
            triples++;
            datedTriples += isDated ? 1 : 0;
            hasDayOrYear |= Stream.of(1, 3, 4).anyMatch(part -> Integer.parseInt(triple.group(part)) > MONTHS);
        }
    }

    private static RecordPosition earlier(@Nullable RecordPosition one, RecordPosition other) {
        return one == null ? other : one.orEarlier(other);
    }

    private void note(String value) {
        if (days.size() <= FEW_DAYS) {
            days.add(CodeForms.hash(day(value)));
        }
        long hash = CodeForms.hash(value);
        sample(hash, () -> CodeForms.of(value));
        note(hash, () -> traits(value));
        Matcher amount = AMOUNT_FORM.matcher(value);
        if (amount.matches() && amount.group("unit").length() == 1) {
            singleUnits.set(amount.group("unit").charAt(0));
        }
    }

    /** Whether a value is a number with its unit, and not that of a bed, a room or a year. */
    private static boolean isAmount(String value) {
        Matcher amount = AMOUNT_FORM.matcher(value);
        return amount.matches()
                && !COUNTED_PLACE.matcher(amount.group("unit")).find()
                && (amount.group("unit").length() > 1
                        || UNIT_LETTERS.indexOf(amount.group("unit").charAt(0)) >= 0)
                && (Vocabulary.of(amount.group("unit")) & Vocabulary.UNIT.bit()) != 0;
    }

    /** What stands before the time of a moment. */
    private static String day(String value) {
        Matcher time = TIME.matcher(value);
        return time.find() ? value.substring(0, time.start()) : value;
    }

    private static long traits(String value) {
        int known = Vocabulary.of(value);
        return known
                | (NameShape.is(value) && (known & Vocabulary.WORDS.bit()) == 0 ? SHAPED : 0)
                | (Genotypes.isShortSequence(value) ? SHORT_SEQUENCE : 0)
                | (Genotypes.isOfBases(value) ? BASES : 0)
                | (Genotypes.mayBe(value) ? ALLELES : 0)
                | (Genotypes.isTwice(value) ? TWICE : 0)
                | (Vocabulary.mayBeStructure(value) ? MAYBE_STRUCTURE : 0)
                | (INITIAL_LETTERS.matcher(value).matches() && !COUNTRIES.contains(value) ? INITIALS : 0)
                | (AnimalNames.is(value) ? ANIMAL : 0)
                | (isAmount(value) ? AMOUNT : 0)
                | (CODE.matcher(value).matches() ? CODED : 0)
                | (LATITUDE.matcher(value).matches() ? NORTH : 0)
                | (LONGITUDE.matcher(value).matches() ? EAST : 0)
                | (ICD.matcher(value).matches() ? ICD_CATEGORY : 0)
                | (NUMBERED_CODE.matcher(value).matches() ? NUMBERED : 0)
                | (PartialDate.is(value.strip()) ? DATED : 0)
                | (Vocabulary.isUsualName(value) ? NAMED : 0)
                | (Vocabulary.readsAsName(value) ? READ_AS_NAME : 0)
                | (NAMES.mayCallPerson(value) || OneWordName.is(value) ? CALLS_PERSON : 0)
                | (NameShape.isUnsearched(value) ? UNSEARCHED : 0)
                | (NameShape.isCalled(value) ? CALLED : 0)
                | (RaceTerms.is(value) ? RACE : 0)
                | (!value.isEmpty() && NameDictionary.isLikelyName(value) ? HAN_NAME : 0)
                | (TIME_OF_DAY.matcher(value).find() ? TIMED : 0)
                | (GeneSymbols.is(value) ? GENE : 0)
                | (GeneSymbols.mayBe(value) ? MAYBE_GENE : 0)
                | (TextScanner.standard().find(value).isEmpty() ? 0 : HIDDEN);
    }

    /** @param traits asked only where the value is one of the first different ones */
    private void note(long hash, LongSupplier traits) {
        if (different.containsKey(hash)) {
            isRepeated = true;
        } else if (different.size() < most) {
            different.put(hash, traits.getAsLong());
        } else {
            isMany = true;
        }
    }

    /** @param forms asked only where the value's hash is among the lowest */
    private void sample(long hash, Supplier<CodeForms> forms) {
        boolean isFull = sample.size() >= SAMPLED;
        if ((!isFull || hash < sample.lastKey()) && !sample.containsKey(hash)) {
            sample.put(hash, forms.get());
            if (isFull) {
                sample.pollLastEntry();
            }
        }
    }

    /** Adds what another part of the rows has. */
    ColumnProfile plus(ColumnProfile other) {
        values += other.values;
        leadingZeros += other.leadingZeros;
        commas += other.commas;
        thousands += other.thousands;
        wholes += other.wholes;
        longs += other.longs;
        if (other.firstLong != null) {
            firstLong = earlier(firstLong, other.firstLong);
        }
        decimals.add(other.decimals);
        if (other.firstLost != null) {
            firstLost = earlier(firstLost, other.firstLost);
        }
        longest = Math.max(longest, other.longest);
        shortest = Math.min(shortest, other.shortest);
        nameLike += other.nameLike;
        years += other.years;
        dateLike += other.dateLike;
        triples += other.triples;
        datedTriples += other.datedTriples;
        hasDayOrYear |= other.hasDayOrYear;
        spans += other.spans;
        phrases += other.phrases;
        singleUnits.or(other.singleUnits);
        for (int i = 0; i < fails.length; i++) {
            fails[i] += other.fails[i];
        }
        other.firstFails.forEach((form, spot) -> firstFails.merge(form, spot, RecordPosition::orEarlier));
        other.words.forEach((word, count) -> words.merge(word, count, Long::sum));
        isMany |= other.isMany;
        isRepeated |= other.isRepeated;
        other.different.forEach((hash, traits) -> note(hash, () -> traits));
        days.addAll(other.days);
        other.sample.forEach((hash, forms) -> sample(hash, () -> forms));
        return this;
    }

    /** How many values there are, besides NULL and words that mean it. */
    public long values() {
        return values;
    }

    /** How many values are not of a form. */
    public long fails(ValueForm form) {
        return fails[ValueForm.ALL.indexOf(form)];
    }

    /** The first of them. */
    public Optional<RecordPosition> firstFail(ValueForm form) {
        return Optional.ofNullable(firstFails.get(ValueForm.ALL.indexOf(form)));
    }

    /** Words that seem to mean that there is no value, each with how often it stands. */
    public Map<String, Long> words() {
        return Collections.unmodifiableMap(words);
    }

    /** How many values are digits that begin with a zero: a number would lose it. */
    public long leadingZeros() {
        return leadingZeros;
    }

    /** How many values are no number with a comma in the place of its point, nor a whole one. */
    public long failsAsCommaNumber() {
        return values - commas - wholes;
    }

    /** Whether values have a comma as numbers have one, whatever it means. */
    public boolean hasCommas() {
        return commas > 0;
    }

    /** Whether values have a comma in the place of a point, and not all of them may be commas between thousands. */
    public boolean hasDecimalCommas() {
        return commas > 0 && thousands < commas;
    }

    /** How many different values there are; empty where they were too many to be told apart. */
    public Optional<Integer> distinct() {
        return isMany ? Optional.empty() : Optional.of(different.size());
    }

    /** Whether the values, without the times of moments, are one to three different ones. */
    public boolean isOfFewDays() {
        return !days.isEmpty() && days.size() <= FEW_DAYS;
    }

    /** Of the different values that were told apart, the share that is of one of some vocabularies; 0 where there is none. */
    public double known(Set<Vocabulary> vocabularies) {
        return share(vocabularies.stream().mapToInt(Vocabulary::bit).reduce(0, (one, other) -> one | other));
    }

    /** The same of codes: a digit, and hardly more than letters and marks beside it, without a blank. */
    public double coded() {
        return share(CODED);
    }

    /** The same of degrees north as places in China have them, with four places and more behind the point. */
    public double north() {
        return share(NORTH);
    }

    /** The same of degrees east. */
    public double east() {
        return share(EAST);
    }

    /** The same of what may be categories of ICD-10, or wells and rooms: I10. */
    public double icdCategories() {
        return share(ICD_CATEGORY);
    }

    /** The same of codes of letters and a number of three digits and more. */
    public double numbered() {
        return share(NUMBERED);
    }

    /** The same of dates of ISO 8601, with a day, a month or a time or without. */
    public double dated() {
        return share(DATED);
    }

    /** The same of usual names of people, in any case. */
    public double named() {
        return share(NAMED);
    }

    /** The share of the different values that read as names in pinyin, {@code caohua}: evidence where nearly all do. */
    public double readAsNames() {
        return share(READ_AS_NAME);
    }

    /** The share of the different values that hold what may be a person's name: no title, and no place with its region. */
    public double callingPeople() {
        return share(CALLS_PERSON);
    }

    /** The same of texts in which something is found that a search hides, whatever else it is. */
    public double hidden() {
        return share(HIDDEN);
    }

    /** The same of texts in a script in which no name is looked for. */
    public double unsearched() {
        return share(UNSEARCHED);
    }

    /** The same of what colleagues are called in Chinese: 老王. */
    public double called() {
        return share(CALLED);
    }

    /** The same of races and ethnic groups as clinical trials name them. */
    public double races() {
        return share(RACE);
    }

    /** The same of what may be a Chinese name as a whole. */
    public double hanNames() {
        return share(HAN_NAME);
    }

    /** The same of kinds of animals that experiments are made with, and of their strains. */
    public double animals() {
        return share(ANIMAL);
    }

    /** The same of moments with a time of day; midnight is none. */
    public double timed() {
        return share(TIMED);
    }

    /** The same of what are surely symbols of genes. */
    public double genes() {
        return share(GENE);
    }

    /** The same of what may be symbols of genes, and says nothing of a person's. */
    public double maybeGenes() {
        return share(MAYBE_GENE);
    }

    /** The same of sequences of 15 to 60 bases. */
    public double shortSequences() {
        return share(SHORT_SEQUENCE);
    }

    /** The same of what is written with the atoms and marks of SMILES. */
    public double maybeStructures() {
        return share(MAYBE_STRUCTURE);
    }

    /**
     * Whether there are two different values and more, half of them two alleles, and some one allele twice.
     *
     * @param isPlace whether the column is called after a gene: elsewhere the alleles have to be bases
     */
    public boolean isOfGenotypes(boolean isPlace) {
        long alleles = isPlace ? ALLELES : BASES;
        return different.size() > 1
                && share(alleles) >= HALF
                && different.values().stream().anyMatch(each -> (each & alleles) != 0 && (each & TWICE) != 0);
    }

    /** Whether so many of the different values hold one that no table of things explains it. */
    public boolean isOfPeople() {
        return callingPeople() >= MANY_CALLING && count(CALLS_PERSON) >= FEWEST_CALLING;
    }

    private double share(long traits) {
        return different.isEmpty() ? 0 : (double) count(traits) / different.size();
    }

    private long count(long traits) {
        return different.values().stream().filter(each -> (each & traits) != 0).count();
    }

    /** Adds the forms of some different values, by which another column may know them. */
    public void addForms(Set<Long> asked) {
        sample.values().forEach(forms -> forms.addTo(asked));
    }

    /** The forms of all its values that were asked for; empty where its values are too many to be known without a look at them. */
    public Optional<KnownCodes> codes(Set<Long> asked) {
        if (sample.size() >= SAMPLED) {
            return Optional.empty();
        }
        KnownCodes known = new KnownCodes();
        sample.values().forEach(forms -> known.add(forms, asked));
        return Optional.of(known);
    }

    /** Of some different values, the share that is an identifier's code as it stands. */
    public double exactly(KnownCodes codes) {
        return sampled(forms -> codes.has(forms.exact()));
    }

    /** The same, however the code is written. */
    public double anyhow(KnownCodes codes) {
        return sampled(codes::hasAnyhow);
    }

    /** Of some different texts, the share in which an identifier's code stands, too long to be there by chance. */
    public double within(KnownCodes codes) {
        return sampled(forms -> forms.within().stream().anyMatch(codes::has));
    }

    /** The same of another column's values; 0 where that has too many to be known without a look at them. */
    public double holding(ColumnProfile other) {
        Set<Long> asked = new HashSet<>();
        addForms(asked);
        return other.codes(asked).map(this::within).orElse(0.0);
    }

    /** The same, or one that has nothing but zeros to tell it from a number. */
    public double holds(KnownCodes codes) {
        return sampled(forms -> forms.within().stream().anyMatch(codes::has)
                || forms.padded().stream().anyMatch(codes::has));
    }

    /**
     * Whether some different values have a number that is one of an identifier's codes, and their numbers are those codes rather than
     * any: of the numbers that follow them clearly fewer are codes.
     *
     * @param share of the values that have one
     */
    public boolean isNumberedBy(KnownCodes codes, double share) {
        return sample.size() >= FEWEST_NUMBERED
                && sampled(forms -> forms.numbers().stream().anyMatch(codes::has)) >= share
                && sampled(forms -> forms.next().stream().anyMatch(codes::has)) <= BY_CHANCE;
    }

    /**
     * Whether the different values, many of them, are an identifier's numbers, and nearly all of these: quantities neither end where
     * people do, nor have every number on the way.
     *
     * @param share of the values that are one
     */
    public boolean isNumberedLike(ColumnProfile other, KnownCodes codes, double share) {
        return !isMany
                && !other.isMany
                && longest <= CodeForms.LONGEST_NUMBER
                && different.size() >= FEWEST_COVERED
                && different.size() >= COVERED * other.different.size()
                && sampled(forms -> forms.numbers().isEmpty()
                                || forms.numbers().stream().anyMatch(codes::has))
                        >= share;
    }

    private double sampled(Predicate<CodeForms> is) {
        return sample.isEmpty()
                ? 0
                : (double) sample.values().stream().filter(is).count() / sample.size();
    }

    /** Of the different values that were told apart, the share that is one of another column's; exact where neither has more. */
    public double within(ColumnProfile other) {
        long shared =
                different.keySet().stream().filter(other.different::containsKey).count();
        return different.isEmpty() ? 0 : (double) shared / different.size();
    }

    /** Whether hardly any value stands in two records: each tells a row from the others. */
    public boolean tellsRows() {
        return values >= FEWEST_NUMBERED && (isMany ? !isRepeated : different.size() >= ONE_A_ROW * values);
    }

    /**
     * Of the different values, about the share that is one of another column's. Each has those of its values whose hashes are the
     * lowest, so up to the lower end of the two both have all: Broder, "On the resemblance and containment of documents", 1997.
     */
    public double sharedWith(ColumnProfile other) {
        boolean isWhole = other.sample.size() < SAMPLED;
        Set<Long> own = isWhole
                ? sample.keySet()
                : sample.headMap(other.sample.lastKey(), true).keySet();
        long shared = own.stream().filter(other.sample::containsKey).count();
        return own.size() < FEWEST_NUMBERED ? 0 : (double) shared / own.size();
    }

    /** How many of the different values are another column's, too; at least so many where they are more than {@value #SAMPLED}. */
    public long sharedValues(ColumnProfile other) {
        return sample.keySet().stream().filter(other.sample::containsKey).count();
    }

    /** The share of the different values that may be the initials of people. */
    public double initials() {
        return share(INITIALS);
    }

    /** Whether some value stands in two records. */
    public boolean isRepeated() {
        return isRepeated;
    }

    /** How many values have more digits before the point than a floating-point number keeps. */
    public long longNumbers() {
        return longs;
    }

    /** The first of them. */
    public Optional<RecordPosition> firstLongNumber() {
        return Optional.ofNullable(firstLong);
    }

    /** How many texts may be names by their letters: a capital, and small letters behind it. */
    public long nameLike() {
        return nameLike;
    }

    /** The share of the different values of which that is so, and that are no words: {@code Placebo} is one. */
    public double shapedAsNames() {
        return share(SHAPED);
    }

    /** How many values may be years: whole numbers from 1800 to 2099. */
    public long years() {
        return years;
    }

    /** How many texts have a date of any form in them. Three short numbers are one where those of the whole column read so. */
    public long dateLike() {
        return areDates() ? dateLike : dateLike - datedTriples;
    }

    private boolean areDates() {
        return hasDayOrYear && datedTriples >= NEARLY_ALL * triples;
    }

    /** Whether nearly all values are three short numbers, and no dates: scores, or versions of a programme. */
    public boolean isOfTriples() {
        return triples > 0 && triples >= NEARLY_ALL * values && !areDates();
    }

    /** Whether nearly all values are times that something takes, or after or before which it was. */
    public boolean isOfSpans() {
        return spans > 0 && spans >= NEARLY_ALL * values;
    }

    /** Whether a name may stand among other words of some value. */
    public boolean mayNameWithin() {
        return phrases > 0;
    }

    /**
     * Whether nearly all values with a digit are numbers with a unit behind them. Of units of one letter there is one: 12A and 12B are
     * rooms.
     */
    public boolean isOfAmounts() {
        long coded = count(CODED);
        return coded > 0
                && singleUnits.cardinality() <= 1
                && different.values().stream()
                                .filter(each -> (each & CODED) != 0 && (each & AMOUNT) != 0)
                                .count()
                        >= NEARLY_ALL * coded;
    }

    /** The share of the different values that hold what may be a person's name, and of which a search would hide nothing. */
    public double callingUnhidden() {
        return different.isEmpty()
                ? 0
                : (double) different.values().stream()
                                .filter(each -> (each & CALLS_PERSON) != 0 && (each & HIDDEN) == 0)
                                .count()
                        / different.size();
    }

    /** The digits of the values that are numbers, with a point or a comma. */
    public DecimalDigits decimals() {
        return decimals;
    }

    /** The first number that a floating-point number does not hold. */
    public Optional<RecordPosition> firstLost() {
        return Optional.ofNullable(firstLost);
    }

    /** How many characters the longest value has, or the longest text or number within one. */
    public int longest() {
        return longest;
    }

    /**
     * Whether most texts are long whole numbers of which hardly one stands twice, and none is a fraction: what stands beside them may be
     * why a record number was not given (ND).
     */
    public boolean mayNumberRows() {
        return wholes >= FEWEST_NUMBERED
                && decimals.areWhole()
                && longest >= SHORTEST_NUMBER
                && wholes >= HALF * different.size()
                && (isMany || different.size() >= ONE_A_ROW * wholes);
    }

    /** Whether numbers or texts are all of one length, as those of a register are, and measurements are not. */
    public boolean areOfOneLength() {
        return shortest >= longest;
    }
}
