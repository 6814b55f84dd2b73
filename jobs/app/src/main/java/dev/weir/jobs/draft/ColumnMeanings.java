package dev.weir.jobs.draft;

import dev.weir.contracts.Product.Audience;
import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.engine.classify.ClassifiedColumn;
import dev.weir.jobs.engine.classify.ClassifiedTable;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.ValueForm;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.detect.Proposal;
import dev.weir.privacy.detect.vocabulary.Genotypes;
import dev.weir.privacy.detect.vocabulary.Vocabulary;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.Destination;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskTarget;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what columns are about, and takes the careful answer where the evidence is thin: what may be free text or an identifier
 * is dropped or made a pseudonym, and only numbers, flags and codes of few values stay, as health data.
 */
record ColumnMeanings(LawPack law, Audience audience) {
    /** Categories whose values identify a person: their digits are no quantities. */
    private static final Set<String> IDENTIFIERS = Set.of(
            "NAME", "RID", "TRAVEL", "INSNO", "MRN", "SUBJ", "PHONE", "EMAIL", "ADDR", "BANK", "NETID", "PLATE",
            "STAFF", "ORG");

    /** Categories that tell of a person by their meaning: not what is only called so, as firms are. */
    private static final Set<String> PERSONAL = Set.of(
            "NAME", "RID", "TRAVEL", "INSNO", "SUBJ", "PHONE", "EMAIL", "ADDR", "BANK", "NETID", "PLATE", "STAFF",
            "TRACK", "DATE", "AGE");

    /** Categories of which a column tells that each row is a person, or names one. */
    private static final Set<String> OF_PEOPLE = Set.of("NAME", "RID", "TRAVEL", "INSNO", "PHONE", "EMAIL", "SUBJ");

    /** What a column is called that holds something else: names of tests, units of measurement, codes of what is given. */
    private static final Set<String> OFTEN_MISNAMED = Set.of("NAME", "ORG", "HEALTH", "DEMO", "TEXT");

    /** Vocabularies of which a value is one by its form: nothing else is in it. */
    private static final Set<Vocabulary> PLAIN = EnumSet.complementOf(EnumSet.of(Vocabulary.WORDS));

    /** Of the different values of a column so many are of a vocabulary, or it is of none. */
    private static final double NEARLY_ALL = 0.95;

    private static final double MOST = 0.8;

    /** Of the different values of a column of dates so many are dates; the others become the category's code. */
    private static final double DATES = 0.98;

    private static final double HALF = 0.5;

    /** Beside so many codes with a subcategory, E11.9, categories of ICD-10 are what they seem: I10. */
    private static final double SOME_CODES = 0.3;

    /** Fewer names may be those of a ward's staff. */
    private static final int FEW_NAMES = 8;

    private static final int FEW_FLAGS = 10;

    /** So many groups, arms and rooms may be people. */
    private static final int FEW_GROUPS = 12;

    /** So many codes with long numbers may be. */
    private static final int FEW_PEOPLE = 4;

    private static final int LONGEST_FLAG = 3;
    private static final int FEW_CODES = 50;

    /** Fewer single characters are colours or seasons, though each be a surname. */
    private static final int FEW_SURNAMES = 8;

    private static final int SHORT = 12;

    /** A choice that a form offers is no longer. */
    private static final int LONGEST_TERM = 60;

    private static final double SOME = 0.005;

    private static final double SOME_IN_TEXTS = 0.05;

    /** A check digit is right in one of ten by chance; small samples have a few more. */
    private static final double BY_CHANCE = 0.25;

    /** Of the different values of a column of codes so many are names, or they are codes that look like some. */
    private static final double SOME_NAMES = 0.1;

    /** A fraction that is none: {@code 13.0}. */
    private static final int POINT_ZERO = 2;

    /** The shortest telephones and identity numbers have so many digits; no measurement in whole numbers has. */
    private static final int LONG_NUMBER = 7;

    /** Of a record: longer texts are none. */
    private static final int LONGEST_NUMBER = 40;

    /** Categories of which no value is a number with a fraction. */
    private static final Set<String> NO_FRACTIONS =
            Set.of("DATE", "NETID", "NAME", "STAFF", "ADDR", "ORG", "EMAIL", "INSNO");

    /** Categories whose values are numbers: a few words are a choice, as of whether an insurance pays. */
    private static final Set<String> NO_WORDS = Set.of("INSNO", "BANK", "RID", "TRAVEL", "NETID");

    /** Names that are initials, and stand for several words. */
    private static final Pattern INITIALS = Pattern.compile("[A-Za-z]{2,3}");

    /** Categories that initials may speak for, whose values are no measurements. */
    private static final Set<String> BY_INITIALS = Set.of("ADDR", "NAME", "PHONE", "EMAIL", "NETID");

    private static final int SHORTEST_POSTCODE = 4;

    /** Categories that such a name speaks for by mistake. */
    private static final Set<String> AGREED = Set.of("GENE", "SPDIS", "BIO");

    /** Whether values of a category are texts, whatever they look like. */
    static boolean isIdentifier(String category) {
        return IDENTIFIERS.contains(category);
    }

    /** Whether a category tells of a person: true values of it are nothing that a draft advises to release. */
    static boolean isPersonal(String category) {
        return PERSONAL.contains(category);
    }

    /**
     * What a column is about.
     *
     * @param sign that it is a key, where there is one
     * @param records of its table
     */
    DraftMeaning of(Proposal proposal, DraftType type, ColumnProfile profile, KeySign sign, long records) {
        Proposal.Evidence evidence = proposal.evidence();
        boolean isSuspicious = (isShown(proposal) || evidence.inside() > 0) && !isCodeByChance(evidence, profile);
        boolean isMany =
                profile.distinct().map(distinct -> distinct > FEW_CODES).orElse(true);
        if (sign == KeySign.OF_ROWS && !isSuspicious && isRowNumber(type, profile, records)) {
            return DraftMeaning.of("NONE", DraftMeaning.Sure.LIKELY, sign.because());
        }
        if (sign == KeySign.OF_PLACES
                && !isSuspicious
                && !isMany
                && profile.longest() <= SHORT
                && profile.values() > 0) {
            return DraftMeaning.of("NONE", DraftMeaning.Sure.LIKELY, sign.because());
        }
        if (type.released() instanceof ValueType.TimeOfDay && isUnsaidOrDate(proposal)) {
            return DraftMeaning.of(
                    "HEALTH", DraftMeaning.Sure.LIKELY, "its values are times of a day, and tell no day");
        }
        if (isPlainText(type) && profile.isOfSpans() && isUnsaidOrDate(proposal)) {
            return DraftMeaning.of(
                    "HEALTH",
                    DraftMeaning.Sure.LIKELY,
                    "its values are how long something takes, or how long after it was");
        }
        if (sign == KeySign.OF_CASES && isOfCases(proposal, type, profile)) {
            return DraftMeaning.of("MRN", DraftMeaning.Sure.LIKELY, sign.because());
        }
        if (sign == KeySign.OF_ROLES && isOfStaffNumbers(proposal, type, profile)) {
            return dropped(sign.because() + ", and its numbers are as short as those of staff")
                    .shown();
        }
        if (sign == KeySign.OF_ROLES
                && isPlainText(type)
                && (profile.initials() >= MOST || (profile.coded() >= MOST && profile.isRepeated() && !isMany))
                && proposal.category().filter(IDENTIFIERS::contains).isEmpty()) {
            return dropped(sign.because() + ", and its texts are as short as initials and numbers of staff")
                    .shown();
        }
        if (isMistaken(proposal, type, profile) || isOfConsents(proposal, profile, sign)) {
            return byType(type, profile, sign, records);
        }
        if (isOfFractions(type.released())
                && proposal.evidence().header().isEmpty()
                && !isSuspicious
                && profile.north() + profile.east() < HALF) {
            return kept("HEALTH", "lists of numbers with fractions");
        }
        if (sign == KeySign.OF_THINGS && isOfNumbersLikePhones(proposal)) {
            return kept("MRN", sign.because() + ", though " + why(proposal)).shown();
        }
        if (isOfPrimers(proposal, type, profile)) {
            return DraftMeaning.of(
                            "GENE",
                            DraftMeaning.Sure.LIKELY,
                            "its values are sequences as short as primers are, and beside people they may be theirs")
                    .treated(Treatment.DROPPED, "")
                    .open();
        }
        if (sign == KeySign.OF_PEOPLE
                && proposal.category().filter(IDENTIFIERS::contains).isEmpty()) {
            boolean isCode = !isText(type.released()) || profile.coded() >= HALF;
            return isCode && !isSuspicious
                    ? DraftMeaning.of("MRN", DraftMeaning.Sure.LIKELY, sign.because())
                    : dropped(sign.because() + ", and has texts").shown();
        }
        if (sign.isOfRecords() && !isSuspicious && proposal.category().isEmpty() && isOfNumbers(type, profile)) {
            return kept("MRN", sign.because());
        }
        if (!isSuspicious
                && isText(type.released())
                && (proposal.category().isEmpty()
                        || isWrongByName(proposal)
                        || isOfLongCodes(proposal, profile, sign))) {
            Optional<DraftMeaning> known = known(proposal, type, profile, sign);
            if (known.isPresent()) {
                return known.get();
            }
            if (isOfRaces(proposal, profile)) {
                return DraftMeaning.of(
                        "DEMO", DraftMeaning.Sure.LIKELY, "its values are terms of CDISC for races and ethnic groups");
            }
            if (isOfVerdicts(proposal, type, profile)) {
                DraftMeaning verdict = byType(type, profile, sign, records);
                return verdict.treatment() == Treatment.BY_LAW ? searched(verdict) : verdict;
            }
        }
        if (sign == KeySign.OF_APPROVALS
                && isPlainText(type)
                && profile.coded() >= NEARLY_ALL
                && profile.isRepeated()
                && proposal.evidence().checkDigit() == 0
                && profile.named() == 0) {
            return DraftMeaning.of("HEALTH", DraftMeaning.Sure.LIKELY, sign.because());
        }
        if (sign == KeySign.OF_GENES && !isSuspicious && isOfGenes(proposal, type, profile)) {
            return DraftMeaning.of(
                    "HEALTH",
                    DraftMeaning.Sure.LIKELY,
                    "its values are symbols of genes, and a gene is not one person's");
        }
        if (sign == KeySign.OF_BRANDS && isOfMakers(proposal, profile)) {
            return DraftMeaning.of("ORG", DraftMeaning.Sure.LIKELY, why(proposal))
                    .treated(Treatment.DROPPED, "; dropped, since its texts may say more")
                    .open();
        }
        if (proposal.category().isPresent()) {
            return proposed(proposal, proposal.category().get(), type, profile);
        }
        if (profile.values() == 0 && sign != KeySign.DECLARED) {
            return dropped("no value in any record");
        }
        if (isSuspicious) {
            DraftMeaning suspicious = dropped("some values look like names or identifiers (" + shares(evidence) + ")");
            return isOneOfFew(evidence, profile) ? suspicious.open() : suspicious.shown();
        }
        if (sign == KeySign.OF_THINGS && profile.isRepeated() && profile.longest() <= LONGEST_FLAG) {
            return DraftMeaning.of(
                    "HEALTH",
                    DraftMeaning.Sure.LIKELY,
                    sign.because() + ", and its values are as short as places of things");
        }
        boolean mayBeKey = type.type() instanceof ValueType.Text || type.type() instanceof ValueType.Whole;
        if (mayBeKey && sign == KeySign.DECLARED) {
            return kept("MRN", sign.because());
        }
        if (mayBeKey && sign.isCalled() && (isMany || (isText(type.released()) && profile.coded() >= HALF))) {
            DraftMeaning key = kept("MRN", sign.because());
            return sign == KeySign.OF_THINGS ? key.open() : key;
        }
        return byType(type, profile, sign, records);
    }

    /**
     * What is proposed, without what two or three letters alone say where the values are measured: JG is the initials of where a person
     * comes from, and of a result; CAP a postcode, and a scale.
     */
    private static Proposal agreed(DraftColumn column, Proposal proposal, ColumnProfile profile) {
        boolean isByInitials = INITIALS.matcher(column.label()).matches()
                && proposal.subtype().isEmpty()
                && proposal.category().filter(BY_INITIALS::contains).isPresent();
        boolean isNumbered = profile.fails(ValueForm.WHOLE) == 0 && profile.longest() >= SHORTEST_POSTCODE;
        boolean isMeasured = profile.known(PLAIN) >= HALF || profile.fails(ValueForm.WHOLE) == 0;
        return isByInitials
                        && profile.values() > 0
                        && isMeasured
                        && !isNumbered
                        && proposal.evidence().inside() == 0
                ? new Proposal(
                        Optional.empty(),
                        "",
                        0,
                        new Proposal.Evidence(
                                Optional.empty(),
                                proposal.evidence().pattern(),
                                proposal.evidence().checkDigit(),
                                proposal.evidence().dictionary(),
                                0,
                                proposal.evidence().sample()),
                        proposal.review())
                : proposal;
    }

    /** Whether nothing says what it is, or nothing but its name, which says when. */
    private static boolean isUnsaidOrDate(Proposal proposal) {
        return proposal.category().map("DATE"::equals).orElse(true);
    }

    /** Whether several codes stand under a word that may mean people: flags, words and ranks do so where it means something else. */
    private static boolean isOfCases(Proposal proposal, DraftType type, ColumnProfile profile) {
        return proposal.category().filter(IDENTIFIERS::contains).isEmpty()
                && (isPlainText(type) || type.released() instanceof ValueType.Whole)
                && profile.coded() >= MOST
                && profile.distinct()
                        .filter(count -> count < (isPlainText(type) ? FEW_PEOPLE : FEW_GROUPS))
                        .isEmpty();
    }

    /** Whether whole numbers of some digits, each in several rows, stand where people who do something are named. */
    private static boolean isOfStaffNumbers(Proposal proposal, DraftType type, ColumnProfile profile) {
        return type.released() instanceof ValueType.Whole
                && proposal.category().isEmpty()
                && profile.isRepeated()
                && profile.longest() >= LONGEST_FLAG;
    }

    /** Whether values may be numbers of records: whole, as codes, initials, or fractions that are none, as a column with a gap has them. */
    private static boolean isOfNumbers(DraftType type, ColumnProfile profile) {
        boolean isFraction = type.type() instanceof ValueType.Real || type.type() instanceof ValueType.Exact;
        return profile.values() > 0
                && profile.longest() <= LONGEST_NUMBER
                && (type.type() instanceof ValueType.Whole
                        || (isFraction && profile.decimals().areWhole())
                        || isPlainText(type));
    }

    /** Whether nothing but its length makes a text of what is a structure of a molecule, or the address of a published record. */
    private static boolean isOfLongCodes(Proposal proposal, ColumnProfile profile, KeySign sign) {
        return proposal.subtype().equals("LONG")
                && proposal.category().filter("TEXT"::equals).isPresent()
                && (profile.known(EnumSet.of(Vocabulary.STRUCTURE, Vocabulary.CODE)) >= NEARLY_ALL
                        || (sign == KeySign.OF_STRUCTURES && profile.maybeStructures() >= NEARLY_ALL));
    }

    /** Whether one of a few terms alone may be read as a name, and is no usual one: 高分化 beside 低分化. */
    private static boolean isOneOfFew(Proposal.Evidence evidence, ColumnProfile profile) {
        return isOfFew(profile)
                && evidence.inside() == 0
                && evidence.checkDigit() == 0
                && evidence.dictionary() <= BY_CHANCE
                && evidence.dictionary() * profile.distinct().orElseThrow() < 2
                && profile.named() == 0;
    }

    /** What is dropped, and has many texts in which something of a person's is found, is nothing that a draft offers to keep. */
    private static DraftMeaning withoutTraces(ColumnProfile profile, DraftMeaning meaning) {
        return meaning.isOpen() && meaning.isDropped() && !isOfFew(profile) && profile.hidden() > SOME_IN_TEXTS
                ? meaning.shown()
                : meaning;
    }

    /** Whether values are codes of letters and digits, of which one in ten has some check digit by chance. */
    private static boolean isCodeByChance(Proposal.Evidence evidence, ColumnProfile profile) {
        return profile.numbered() >= NEARLY_ALL
                && evidence.checkDigit() <= BY_CHANCE
                && evidence.pattern() <= BY_CHANCE
                && evidence.dictionary() <= SOME;
    }

    /** Each number once, and none has more digits than the number of records has. */
    private static boolean isRowNumber(DraftType type, ColumnProfile profile, long records) {
        return type.type() instanceof ValueType.Whole
                && !profile.isRepeated()
                && profile.values() > 0
                && profile.longest() <= String.valueOf(records).length();
    }

    /** A plate is a licence plate by its values, and a dish of wells by most names; what is called a time and is a fraction lasts; Mac % is no network's. */
    private static boolean isMistaken(Proposal proposal, DraftType type, ColumnProfile profile) {
        boolean isNumber = type.released() instanceof ValueType.Real || type.released() instanceof ValueType.Exact;
        return profile.values() > 0
                && proposal.subtype().isEmpty()
                && proposal.category()
                        .filter(named -> named.equals("PLATE")
                                || (isNumber && NO_FRACTIONS.contains(named))
                                || (NO_WORDS.contains(named) && isOfFew(profile) && isOfWords(profile)))
                        .isPresent()
                && proposal.evidence().pattern() == 0;
    }

    /** Whether no value has a digit, nor may be a name. */
    private static boolean isOfWords(ColumnProfile profile) {
        return profile.coded() == 0
                && profile.numbered() == 0
                && profile.fails(ValueForm.WHOLE) == profile.values()
                && profile.named() == 0
                && profile.initials() == 0;
    }

    /** Whether the name alone speaks for a category, and it is one of those that many a column is called by mistake: 单位 is a unit, too. */
    private static boolean isWrongByName(Proposal proposal) {
        return proposal.subtype().isEmpty()
                && proposal.category().filter(OFTEN_MISNAMED::contains).isPresent();
    }

    /** Whether a column's texts are symbols of genes: none is a name, and nothing but the column's name says that genes of people are in it. */
    private static boolean isOfGenes(Proposal proposal, DraftType type, ColumnProfile profile) {
        boolean isNamed = proposal.subtype().isEmpty()
                && proposal.category().map("GENE"::equals).orElse(true);
        boolean mayBeNames =
                Math.max(profile.callingPeople(), Math.max(profile.named(), profile.readAsNames())) >= SOME_NAMES;
        return isNamed
                && isPlainText(type)
                && !mayBeNames
                && profile.genes() >= MOST
                && profile.maybeGenes() >= NEARLY_ALL;
    }

    /** Whether few controlled terms for races are so many people's. */
    private static boolean isOfRaces(Proposal proposal, ColumnProfile profile) {
        return proposal.category().filter("DEMO"::equals).isPresent()
                && profile.values() > 0
                && profile.races() == 1
                && isOfFew(profile);
    }

    /** Whether what is called a conclusion or a note is a choice of a few short words, in none of which anything is found. */
    private static boolean isOfVerdicts(Proposal proposal, DraftType type, ColumnProfile profile) {
        return proposal.category().filter("TEXT"::equals).isPresent()
                && isPlainText(type)
                && profile.values() > 0
                && profile.longest() <= LONGEST_TERM
                && isOfFew(profile)
                && profile.coded() == 0
                && profile.named() == 0
                && profile.hanNames() == 0
                && profile.callingPeople() == 0
                && profile.hidden() == 0;
    }

    /** Whether a column is called as makes of things or kinds of living ones are, and none of its values may be a person's name: what else is found in them is no person's. */
    static boolean namesThings(KeySign sign, ColumnProfile profile) {
        return (sign == KeySign.OF_BRANDS || sign == KeySign.OF_KINDS)
                && profile.named() == 0
                && profile.callingPeople() == 0;
    }

    /** Whether texts may be the initials of people, and are no words, units or codes that many know. */
    static boolean isOfInitials(DraftType type, ColumnProfile profile) {
        // codes of a list have one length, and initials of several colleagues seldom have
        double known = profile.areOfOneLength() ? HALF : MOST;
        return isPlainText(type) && profile.initials() >= NEARLY_ALL && ordinary(profile) < known;
    }

    /** Whether the values are a few groups, each of several rows. */
    private static boolean isOfFew(ColumnProfile profile) {
        return profile.distinct()
                .filter(distinct -> distinct < FEW_GROUPS && distinct * 4L <= profile.values())
                .isPresent();
    }

    /** Whether a few short answers say to what people agree: that a gene is looked for says nothing of the gene. */
    private static boolean isOfConsents(Proposal proposal, ColumnProfile profile, KeySign sign) {
        return sign == KeySign.OF_CONSENTS
                && proposal.subtype().isEmpty()
                && proposal.category().filter(AGREED::contains).isPresent()
                && profile.longest() <= SHORT
                && isOfFew(profile)
                && profile.hidden() == 0;
    }

    /** Whether what is called a maker is one, though a few of the names may be people's by chance. */
    private static boolean isOfMakers(Proposal proposal, ColumnProfile profile) {
        Proposal.Evidence evidence = proposal.evidence();
        return isWrongByName(proposal)
                && proposal.category().filter("ORG"::equals).isPresent()
                && evidence.inside() == 0
                && evidence.dictionary() < SOME_CODES
                && !profile.isOfPeople();
    }

    /** Whether only some of the numbers of things could be telephones': of 11 digits behind a 1 seven in ten could. */
    private static boolean isOfNumbersLikePhones(Proposal proposal) {
        return proposal.category().filter("PHONE"::equals).isPresent()
                && proposal.subtype().equals("MOBILE")
                && proposal.evidence().pattern() < NEARLY_ALL;
    }

    /** Whether values are short sequences, and no name says that they are a person's. */
    private static boolean isOfPrimers(Proposal proposal, DraftType type, ColumnProfile profile) {
        return isPlainText(type)
                && profile.shortSequences() >= NEARLY_ALL
                && proposal.evidence().header().isEmpty()
                && proposal.category().map("GENE"::equals).orElse(true);
    }

    /** Values of a vocabulary tell of no person, whatever the column is called; empty where most of them are of none. */
    private Optional<DraftMeaning> known(Proposal proposal, DraftType type, ColumnProfile profile, KeySign sign) {
        if (profile.values() == 0) {
            return Optional.empty();
        }
        if (sign == KeySign.OF_STRUCTURES && profile.maybeStructures() >= NEARLY_ALL) {
            return Optional.of(vocabulary(Vocabulary.STRUCTURE.plural(), profile.maybeStructures(), type, profile));
        }
        boolean mayBeKeys = profile.mayNumberRows();
        for (Vocabulary each : PLAIN) {
            double share = profile.known(EnumSet.of(each));
            if (share >= NEARLY_ALL && !(each == Vocabulary.RESULT && mayBeKeys)) {
                return Optional.of(vocabulary(each.plural(), share, type, profile));
            }
        }
        double codes = profile.known(EnumSet.of(Vocabulary.CODE));
        if (codes >= SOME_CODES && codes + profile.icdCategories() >= NEARLY_ALL) {
            return Optional.of(vocabulary(Vocabulary.CODE.plural(), codes, type, profile));
        }
        double plain = mayBeKeys ? 0 : profile.known(PLAIN);
        if (plain >= NEARLY_ALL) {
            return Optional.of(vocabulary("units, results and published codes", plain, type, profile));
        }
        // nearly all have to be words where the name says that people are in it, and most elsewhere
        // CL3000A and CASE1001 are made of a word and a number, and are codes
        double words = mayBeKeys || profile.numbered() >= HALF ? 0 : ordinary(profile);
        boolean isNamed = proposal.category().isPresent();
        boolean isMost = isNamed ? words >= NEARLY_ALL && proposal.evidence().dictionary() == 0 : words >= MOST;
        return isMost && isPlainText(type)
                ? Optional.of(searched(DraftMeaning.of(
                        "HEALTH",
                        DraftMeaning.Sure.LIKELY,
                        percent(words) + " of its different values are words and numbers, and none looks like a name")))
                : Optional.empty();
    }

    /** Values of a vocabulary; they are searched where not each is known to be of it. */
    private DraftMeaning vocabulary(String plural, double share, DraftType type, ColumnProfile profile) {
        boolean isEach = share == 1 && profile.distinct().isPresent();
        DraftMeaning meaning = DraftMeaning.of(
                "HEALTH",
                DraftMeaning.Sure.LIKELY,
                (isEach ? "its values are " : "nearly all its values are ") + plural);
        return isEach || !isPlainText(type) ? meaning : searched(meaning);
    }

    /** Under a mask that redacts what is found in it, where its category is kept as it is; dropped where it is not. */
    private DraftMeaning searched(DraftMeaning meaning) {
        boolean keeps = defaultMask(meaning.category()).filter(Mask::keeps).isPresent();
        return keeps ? meaning.treated(Treatment.REDACTED, "; what is found in later ones is redacted") : meaning;
    }

    /** A few words of three letters: Y and N, CHN and USA. */
    private static boolean isOfFlags(int distinct, ColumnProfile profile) {
        return distinct <= FEW_FLAGS && profile.longest() <= LONGEST_FLAG && profile.coded() == 0;
    }

    private DraftMeaning proposed(Proposal proposal, String category, DraftType type, ColumnProfile profile) {
        if (category.equals("DATE") && isPlainText(type)) {
            return profile.dated() >= DATES
                    ? partialDates()
                    : DraftMeaning.of(category, DraftMeaning.Sure.LIKELY, why(proposal))
                            .treated(Treatment.DROPPED, "; dropped, since no mask moves dates that are written so");
        }
        boolean isLikely = proposal.review() == Proposal.Review.NEEDED;
        boolean keeps = defaultMask(category).filter(Mask::keeps).isPresent();
        DraftMeaning meaning =
                DraftMeaning.of(category, isLikely ? DraftMeaning.Sure.LIKELY : DraftMeaning.Sure.SURE, why(proposal));
        boolean hasTraces = hasTraces(proposal.evidence());
        boolean isWords = !hasTraces && isWords(type, profile);
        if (isWords && category.equals("TEXT") && audience != Audience.PUBLIC) {
            return meaning.treated(
                    Treatment.REDACTED, "; its texts are words, none looks like a name, and what is found is redacted");
        }
        if (!keeps || !isText(type.released()) || !(isFree(profile) || isLikely || hasTraces)) {
            boolean isChoice = category.equals("TEXT") && isPlainText(type) && isOfFew(profile) && profile.named() == 0;
            return isShown(proposal) || hasTraces ? meaning.shown() : isChoice ? meaning.open() : meaning;
        }
        DraftMeaning careful = careful(meaning, isWords);
        return hasTraces ? careful.shown() : careful.isDropped() ? careful.open() : careful;
    }

    /** Codes of groups are few, and short; those of people have several digits. A study's or a machine's have as many. */
    private static boolean isOfMany(ColumnProfile profile) {
        int fewest = profile.numbered() >= HALF ? FEW_PEOPLE : FEW_GROUPS;
        return profile.distinct().filter(distinct -> distinct >= fewest).isPresent();
    }

    /** Two that sign may be two of anything. */
    private static boolean isOfSeveral(ColumnProfile profile) {
        return profile.distinct().filter(distinct -> distinct >= FEW_PEOPLE).isPresent();
    }

    /** Whether most texts of a column are words, results, units or codes. */
    private static boolean isWords(DraftType type, ColumnProfile profile) {
        return isPlainText(type) && ordinary(profile) >= MOST;
    }

    /** What becomes of texts that may say more than their category does. */
    private static DraftMeaning careful(DraftMeaning meaning, boolean isWords) {
        return isWords
                ? meaning.treated(Treatment.REDACTED, "; its texts are words, and what is found in them is redacted")
                : meaning.treated(Treatment.DROPPED, "; dropped, since its texts may say more");
    }

    private static DraftMeaning partialDates() {
        return DraftMeaning.of(
                "DATE",
                DraftMeaning.Sure.LIKELY,
                "its values are dates of ISO 8601, some without a day, or with a time");
    }

    /** Only text has something inside it that a mask can look for. */
    private static boolean isPlainText(DraftType type) {
        return type.released() instanceof ValueType.Text;
    }

    /** The share of a column's different values that are of any vocabulary; of texts with dates in them, which no mask moves, none is. */
    private static double ordinary(ColumnProfile profile) {
        return profile.dateLike() > SOME * profile.values() ? 0 : profile.known(EnumSet.allOf(Vocabulary.class));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", Math.floor(100 * share));
    }

    /** The careful answer: a text that may say anything. */
    private static DraftMeaning dropped(String because) {
        return new DraftMeaning(
                "TEXT", Treatment.DROPPED, DraftMeaning.Sure.THIN, because, DraftMeaning.Against.CATEGORY);
    }

    private static DraftMeaning kept(String category, String because) {
        return DraftMeaning.of(category, DraftMeaning.Sure.THIN, because);
    }

    /** A table with what its columns seem to be about. */
    DraftTable of(DraftTable table, ClassifiedTable classified) {
        Map<String, ClassifiedColumn> found = classified.columns().stream()
                .collect(Collectors.toMap(column -> column.column().name(), Function.identity()));
        DraftTable meant = table.with(column -> {
            ColumnProfile profile = table.profileOf(column);
            Proposal proposal = agreed(
                    column, Objects.requireNonNull(found.get(column.name())).proposal(), profile);
            return column.meant(withoutTraces(
                    profile,
                    withoutPostcodes(
                            column.type(),
                            profile,
                            defined(column.origin(), proposal, column.type(), profile)
                                    .orElseGet(() -> of(
                                            proposal,
                                            column.type(),
                                            profile,
                                            KeySign.of(table, column),
                                            table.readable())))));
        });
        meant = MeasuredColumns.of(table, withGenes(withGenotypes(meant)));
        DraftTable known = meant;
        boolean hasPeople = known.columns().stream()
                .anyMatch(column -> OF_PEOPLE.contains(column.meaning().category())
                        && column.meaning().sure() != DraftMeaning.Sure.THIN);
        return located(
                hasPeople
                        ? known.with(column -> isCodeOfRows(known, column)
                                ? column.meant(codeOfRows(column))
                                : isOfPersons(known, column) ? column.with(ofPersons(column.meaning())) : column)
                        : known);
    }

    /** Pairs of alleles are a person's, whatever else two letters may be. */
    private static DraftTable withGenotypes(DraftTable table) {
        return table.with(column -> column.type().released() instanceof ValueType.Text
                        && !column.meaning().category().equals("GENE")
                        && table.profileOf(column).isOfGenotypes(Genotypes.isPlace(column.label()))
                ? column.meant(DraftMeaning.of("GENE", DraftMeaning.Sure.LIKELY, "its values are pairs of alleles"))
                : column);
    }

    /** The mask of addresses finds no city in digits, and would leave [ADDR] of each. */
    private static DraftMeaning withoutPostcodes(DraftType type, ColumnProfile profile, DraftMeaning meaning) {
        boolean isOfDigits = meaning.category().equals("ADDR")
                && meaning.treatment() == Treatment.BY_LAW
                && (isPlainText(type) || type.released() instanceof ValueType.Whole)
                && profile.values() > 0
                && profile.fails(ValueForm.WHOLE) == 0;
        return isOfDigits
                ? meaning.treated(Treatment.DROPPED, "; dropped, since its mask would leave [ADDR] of each value")
                        .shown()
                : meaning;
    }

    /** Genes beside variants or genotypes tell in which gene a person has them. */
    private static DraftTable withGenes(DraftTable table) {
        boolean hasGenes = table.columns().stream()
                .anyMatch(column -> column.meaning().category().equals("GENE")
                        && !column.meaning().isOpen());
        return table.with(column -> hasGenes
                        && KeySign.of(table, column) == KeySign.OF_GENES
                        && column.meaning().category().equals("HEALTH")
                ? column.meant(DraftMeaning.of(
                        "GENE", DraftMeaning.Sure.LIKELY, "its name, and genes of people stand beside it"))
                : column);
    }

    /** A column of degrees north and one of degrees east are places, whatever they are called. */
    private static DraftTable located(DraftTable table) {
        boolean isBoth = table.profile().columns().stream().anyMatch(profile -> profile.north() >= NEARLY_ALL)
                && table.profile().columns().stream().anyMatch(profile -> profile.east() >= NEARLY_ALL);
        return table.with(column -> {
            ColumnProfile profile = table.profileOf(column);
            boolean isPlace = isBoth && (profile.north() >= NEARLY_ALL || profile.east() >= NEARLY_ALL);
            return isPlace && column.meaning().sure() != DraftMeaning.Sure.SAID
                    ? column.meant(
                            DraftMeaning.of(
                                    "TRACK",
                                    DraftMeaning.Sure.LIKELY,
                                    "its numbers and those of another column are degrees north and east, as of places in China"))
                    : column;
        });
    }

    /** Whether each row of people has a code of its own, whatever published codes it looks like. */
    private static boolean isCodeOfRows(DraftTable table, DraftColumn column) {
        ColumnProfile profile = table.profileOf(column);
        return column.meaning().category().equals("HEALTH")
                && column.type().released() instanceof ValueType.Text
                && profile.coded() >= NEARLY_ALL
                && profile.values() == table.readable()
                && profile.values() > FEW_NAMES
                && !profile.isOfAmounts()
                && !profile.isOfTriples()
                && !profile.isRepeated();
    }

    /** Whether it has the numbers of records beside what only people have. */
    private static boolean isOfPersons(DraftTable table, DraftColumn column) {
        return column.meaning().category().equals("MRN")
                && column.meaning().sure() == DraftMeaning.Sure.THIN
                && KeySign.of(table, column).isOfRecords();
    }

    private static DraftMeaning ofPersons(DraftMeaning meaning) {
        return DraftMeaning.of("MRN", DraftMeaning.Sure.LIKELY, meaning.because() + ", and its table is about people");
    }

    private static DraftMeaning codeOfRows(DraftColumn column) {
        DraftMeaning code = kept("MRN", "each row has a code of its own, beside people");
        return KeySign.isKeyOfThings(column.label()) ? code.open() : code;
    }

    /**
     * What the definitions of a format say that a column is about, before any guess: empty where they say nothing, or its values
     * show by themselves something that is at least as sensitive.
     *
     * @param about a category's code, or empty
     */
    Optional<DraftMeaning> defined(String about, Proposal proposal, DraftType type, ColumnProfile profile) {
        Optional<Category> category = law.category(about);
        if (category.isEmpty()
                || (isShown(proposal)
                        && proposal.category()
                                .flatMap(law::category)
                                .filter(shown -> !isBelow(shown, category.get()))
                                .isPresent())) {
            return Optional.empty();
        }
        boolean keeps = defaultMask(about).filter(Mask::keeps).isPresent();
        boolean hasTraces = isShown(proposal) || hasTraces(proposal.evidence());
        boolean telling = keeps && isText(type.released()) && (profile.values() == 0 || isFree(profile) || hasTraces);
        DraftMeaning meaning = DraftMeaning.of(about, DraftMeaning.Sure.SURE, "the format says so");
        if (!telling) {
            return Optional.of(meaning);
        }
        DraftMeaning careful = careful(meaning, !hasTraces && isWords(type, profile));
        return Optional.of(hasTraces ? careful.shown() : careful);
    }

    /** The same of a column, unless its format lays it down to the last sign. */
    private Optional<DraftMeaning> defined(
            LayoutColumn origin, Proposal proposal, DraftType type, ColumnProfile profile) {
        return origin.isLaidDown()
                ? Optional.of(DraftMeaning.of(origin.about(), DraftMeaning.Sure.SURE, "the format says so"))
                : defined(origin.about(), proposal, type, profile);
    }

    /** Whether values, and not the name alone, speak for what is proposed. */
    private static boolean isShown(Proposal proposal) {
        Proposal.Evidence evidence = proposal.evidence();
        return evidence.pattern() > SOME || evidence.checkDigit() > SOME || evidence.dictionary() > SOME;
    }

    /** Whether a category is less sensitive than another. */
    private static boolean isBelow(Category one, Category other) {
        return Comparator.comparing(Category.Standing::sensitivity)
                        .thenComparing(standing -> standing.level().orElse(0))
                        .compare(one.standing(), other.standing())
                < 0;
    }

    private DraftMeaning byType(DraftType type, ColumnProfile profile, KeySign sign, long records) {
        ValueType released = type.released();
        if (isDate(released)) {
            return DraftMeaning.of("DATE", DraftMeaning.Sure.LIKELY, "its values are dates");
        }
        boolean isFraction = released instanceof ValueType.Real || released instanceof ValueType.Exact;
        if (isFraction && profile.decimals().areWhole() && profile.longest() >= LONG_NUMBER + POINT_ZERO) {
            return dropped("numbers of " + LONG_NUMBER + " digits and more may say who, or when")
                    .open();
        }
        if (isFraction || released instanceof ValueType.Flag) {
            return kept("HEALTH", "numbers or flags of a person, until somebody says otherwise");
        }
        if (released instanceof ValueType.Whole) {
            boolean unique = !profile.isRepeated() && profile.values() == records && records > FEW_CODES;
            if (!unique && profile.longest() >= LONG_NUMBER) {
                return dropped("numbers of " + LONG_NUMBER + " digits and more may say who, or when")
                        .open();
            }
            if (!unique && profile.years() == profile.values()) {
                return dropped("numbers that may be years, of a birth too").open();
            }
            return unique && sign != KeySign.OF_COUNTS
                    ? kept("MRN", "whole numbers of which none stands twice")
                    : kept("HEALTH", "numbers of a person, until somebody says otherwise");
        }
        if (released instanceof ValueType.Text && profile.values() > 0 && profile.dated() >= DATES) {
            return partialDates();
        }
        if (isText(released) && profile.isOfPeople()) {
            return dropped(percent(profile.callingPeople())
                            + " of its different texts hold what may be a person's name")
                    .shown();
        }
        if (isText(released) && profile.unsearched() > SOME) {
            return dropped("texts in a script in which no name is looked for").shown();
        }
        boolean isOfFewSigns = profile.longest() == 1
                && profile.distinct().filter(count -> count < FEW_SURNAMES).isPresent();
        if (isText(released) && profile.called() >= HALF && !isOfFewSigns) {
            return dropped("texts as colleagues are called").shown();
        }
        boolean isOfRoles = sign == KeySign.OF_ROLES && profile.coded() < MOST;
        boolean isOfSigners = sign == KeySign.OF_SIGNERS && profile.coded() < HALF;
        if (isText(released) && (isOfRoles || isOfSigners) && ordinary(profile) < HALF) {
            return dropped(sign.because() + ", and its texts are no words").shown();
        }
        if (isText(released) && profile.shapedAsNames() > 0 && profile.nameLike() > SOME * profile.values()) {
            DraftMeaning dropped = dropped(
                    profile.called() > 0
                            ? "some of its texts are surnames, or as colleagues are called"
                            : "texts with a capital and small letters, as names of people are written");
            boolean isFew =
                    profile.distinct().filter(distinct -> distinct < FEW_NAMES).isPresent();
            boolean isOfTerms = (sign.isOfTerms() || sign == KeySign.OF_CODES || profile.shapedAsNames() < HALF)
                    && profile.named() == 0;
            boolean isShown = isOfInitials(type, profile) || (isFew && ordinary(profile) < HALF && !isOfTerms);
            return isShown ? dropped.shown() : dropped.open();
        }
        if (isText(released) && profile.dateLike() > SOME * profile.values()) {
            return dropped(
                            "texts with dates in them, which no mask moves; where each is a date, its logicalType and its format in"
                                    + " contracts/ make it one that is moved")
                    .shown();
        }
        if (isText(released) && profile.isOfTriples()) {
            return kept("HEALTH", "three short numbers each, as scores and versions have, and no dates");
        }
        if (isText(released) && profile.isOfAmounts() && profile.coded() >= NEARLY_ALL) {
            return DraftMeaning.of(
                    "HEALTH", DraftMeaning.Sure.LIKELY, "its values are numbers with a unit behind them");
        }
        boolean codes = isText(released)
                && profile.longest() <= SHORT
                && profile.distinct()
                        .filter(distinct -> distinct <= FEW_CODES
                                && (distinct * 4L <= profile.values() || isOfFlags(distinct, profile)))
                        .isPresent();
        if (codes && (profile.named() >= SOME_NAMES || profile.readAsNames() >= MOST)) {
            return dropped("short texts, of which some are names of people").shown();
        }
        if (codes && isOfInitials(type, profile) && isOfSeveral(profile) && !sign.namesTerms()) {
            return dropped("texts of two to four letters, as people sign with them")
                    .shown();
        }
        boolean mayBePeoples = codes
                && profile.coded() >= HALF
                && isOfMany(profile)
                && !profile.isOfAmounts()
                && !(sign.isOfWordsAndCodes() && profile.coded() < NEARLY_ALL);
        if (mayBePeoples && sign != KeySign.OF_PLACES && sign != KeySign.OF_THINGS && !sign.isOfTerms()) {
            return kept("MRN", "codes that may be a person's: a study of a few people has no more")
                    .open();
        }
        if (codes) {
            int distinct = profile.distinct().orElseThrow();
            DraftMeaning code = kept(
                    "HEALTH", distinct == 1 ? "one short text: a code" : distinct + " different short texts: codes");
            boolean isSearched = isPlainText(type)
                    && !(isOfFew(profile) && namesThings(sign, profile))
                    && (profile.longest() >= LONG_NUMBER
                            || profile.nameLike() > 0
                            || profile.named() > 0
                            || profile.hidden() > 0);
            return isSearched ? searched(code) : code;
        }
        return isText(released) && profile.coded() >= NEARLY_ALL
                ? kept("MRN", "codes that may be a person's").open()
                : dropped("texts of many kinds, whose meaning is not known").open();
    }

    /** The same, dropped where its category is blocked, or its mask does not fit its type. */
    DraftMeaning fitting(DraftMeaning meaning, String column, ValueType type, String table, Optional<String> subject) {
        if (meaning.isDropped()) {
            return meaning;
        }
        Optional<Mask> mask = defaultMask(meaning.category());
        boolean fits = mask.filter(each -> each.misfit(new MaskTarget(
                                column,
                                ContractType.of(type),
                                meaning.category(),
                                Optional.empty(),
                                table,
                                new MaskTarget.Whose(subject, subject.isEmpty()),
                                MaskTarget.Filled.NEED_NOT_BE))
                        .isEmpty())
                .isPresent();
        return fits || meaning.treatment() == Treatment.REDACTED
                ? meaning
                : meaning.treated(
                        Treatment.DROPPED,
                        "; dropped, since "
                                + (mask.isEmpty()
                                        ? "the law blocks it until somebody says how it goes"
                                        : "its mask does not fit its type"));
    }

    /** What the law does with a category for this audience; empty where it is blocked. */
    Optional<Mask> defaultMask(String category) {
        return law.category(category)
                .map(each -> each.mask(Destination.of(audience)))
                .flatMap(Category.DefaultMask::mask);
    }

    /** Whether a column's values stay as they are, but for what is found in them. */
    boolean keeps(DraftColumn column) {
        return !column.meaning().isDropped()
                && (column.meaning().treatment() == Treatment.REDACTED
                        || defaultMask(column.meaning().category())
                                .filter(Mask::keeps)
                                .isPresent());
    }

    /** Whether a column's dates are moved. */
    boolean moves(DraftColumn column) {
        return isDate(column)
                && column.meaning().treatment() == Treatment.BY_LAW
                && defaultMask(column.meaning().category()).filter(Mask::shifts).isPresent();
    }

    /** Whether a column's dates are texts, and are moved. */
    boolean movesText(DraftColumn column) {
        return column.type().released() instanceof ValueType.Text
                && column.meaning().category().equals("DATE")
                && column.meaning().treatment() == Treatment.BY_LAW
                && defaultMask("DATE").filter(Mask::shifts).isPresent();
    }

    /** Whether a column numbers the rows as they stand in the file. */
    static boolean numbersRows(DraftTable table, DraftColumn column) {
        return KeySign.of(table, column) == KeySign.OF_ROWS
                && column.meaning().category().equals("NONE")
                && column.meaning().sure() != DraftMeaning.Sure.SAID;
    }

    static boolean isDate(DraftColumn column) {
        return isDate(column.type().released());
    }

    private static boolean isDate(ValueType type) {
        return type instanceof ValueType.Day
                || type instanceof ValueType.Instant
                || type instanceof ValueType.WallClock;
    }

    private static boolean isText(ValueType type) {
        return type instanceof ValueType.Text
                || (type instanceof ValueType.ListOf && !isOfFractions(type))
                || type instanceof ValueType.ObjectOf;
    }

    /** Whether it is a list of measurements, as a sensor takes them. */
    private static boolean isOfFractions(ValueType type) {
        return type instanceof ValueType.ListOf list
                && (isOfFractions(list.element())
                        || list.element() instanceof ValueType.Real
                        || list.element() instanceof ValueType.Exact);
    }

    /** Whether one text is long, or they are so many different ones that no person looks through them. */
    private static boolean isFree(ColumnProfile profile) {
        return profile.longest() > 2 * SHORT
                || (profile.longest() > SHORT && profile.distinct().isEmpty());
    }

    private static boolean hasTraces(Proposal.Evidence evidence) {
        return evidence.inside() > 0 || evidence.dictionary() > SOME;
    }

    private static String why(Proposal proposal) {
        Proposal.Evidence evidence = proposal.evidence();
        String named = evidence.header().isPresent() ? "its name" : "";
        String valued = shares(evidence);
        String both = named.isEmpty() || valued.isEmpty() ? named + valued : named + ", and " + valued;
        return (both.isEmpty() ? "most of its texts are long" : both) + ", confidence "
                + String.format(Locale.ROOT, "%.2f", proposal.confidence());
    }

    private static String shares(Proposal.Evidence evidence) {
        return Stream.of(
                        share(evidence.pattern(), "have its form"),
                        share(evidence.checkDigit(), "have its check digit"),
                        share(evidence.dictionary(), "are in the dictionary of names"),
                        share(evidence.inside(), "of the long texts name somebody"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> share(double share, String what) {
        return share > 0
                ? Optional.of(String.format(Locale.ROOT, "%.1f %% of the values ", 100 * share) + what)
                : Optional.empty();
    }
}
