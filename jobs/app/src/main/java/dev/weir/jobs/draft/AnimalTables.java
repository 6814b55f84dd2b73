package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Against;
import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.ValueForm;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds tables whose rows are animals: they have numbers that are called animals', variables that only studies of animals have,
 * their kind and strain, or how they are bred and kept. None is where a column speaks of people: those who gave a tumour, own
 * a pet or were bitten.
 */
final class AnimalTables {

    /** What animals of experiments are called in other languages. */
    private static final String KINDS =
            "maus|mäuse|ratte|kaninchen|tier|versuchstier|souris|rat|lapin|animal|rat[oó]n|ratones|rata|conejo|topo|ratto|coniglio|animale|camundongo|rato|coelho|muis|konijn|dier|proefdier";

    /** Columns that are called after an animal: their codes are its numbers where another column is called so. */
    private static final Pattern KIND =
            Pattern.compile("(?iu)(?:mouse|mice|rabbit|hamster|小鼠|大鼠|动物|マウス|ラット|KINDS)s?".replace("KINDS", KINDS));

    /** Columns with the number of an animal. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?i)(?:(?:mouse|mice|rat|rabbit|animal|hamster|monkey|macaque|piglet|dog|zebrafish)s?[_ .-]?(?:id|no|nr|num|number|#|code|tag)s?\\.?"
                    + "|ear[_ -]?(?:tag|mark|punch|notch|clip)s?(?:[_ .-]?(?:id|no|nr|num|number|#|code))?\\.?)"
                    + "|(?iu)(?:KINDS)(?:en)?(?:[_ .-]?(?:id|no|nr|n°|nº|nummer|numéro|número|numero|code))\\.?|(?:id|n°|nº|no|numéro|número|numero|code)[_ .]?(?:de la |de l'|del |della |du |do |da )?(?:KINDS)"
                            .replace("KINDS", KINDS)
                    + "|ohrmarke|ohrnummer|(?:boucle|marque)[_ ](?:d'|d’)?oreille|oormerk|marca auricolare|crotal"
                    + "|(?:小鼠|大鼠|裸鼠|动物|实验动物|鼠|兔|犬|猴)(?:编号|号|id|ID)|耳(?:标|号|标号|号码)|(?:マウス|ラット|動物|ウサギ)(?:番号|ID|No\\.?)|個体番号");

    /** Those of which people are asked, too. */
    private static final Pattern ASKED = Pattern.compile("(?i)(?:animal|dog|monkey|rabbit|rat|实验动物|动物|兔|犬|猴).*");

    /** The same of SEND, where they are called as people are: at most one of several. */
    private static final Pattern NUMBER_OF_SEND = Pattern.compile("(?i)usubjid|subjid|poolid");

    /** Variables that CDISC has for studies of animals alone. */
    private static final Pattern OF_SEND =
            Pattern.compile("(?i)sbstrain|setcd|agetxt|[a-z]{2}nomdy|[a-z]{2}nomlbl|bwtestcd|fwtestcd");

    private static final Pattern SPECIES =
            Pattern.compile("(?iu)species|spezies|tierart|espèce|especie|espécie|specie|diersoort|种属|动物种[类属]|動物種");
    private static final Pattern STRAIN = Pattern.compile(
            "(?iu)(?:mouse[_ ])?strain|(?:maus)?stamm|zuchtlinie|lignée|souche|cepa|línea|linea|linhagem|ceppo|stam|品系|小鼠品系|动物品系|系統");

    /** How animals are bred, kept and killed; microbes and people are not. */
    private static final List<Pattern> KEPT = Stream.of(
                    "(?:cage|käfig|jaula|gabbia|gaiola|kooi)(?:[_ .-]?(?:id|no|nr|number|nummer|n°))?\\.?|笼(?:号|位|盒号)|ケージ(?:番号)?",
                    "(?:litter|wurf|portée|camada|cucciolata|ninhada|nest)(?:[_ .-]?(?:id|no|nr|number|size|größe))?\\.?|窝(?:号|别|次)",
                    "culled(?:[_ ]?on)?|(?:sacrificed?|sacrifice|getötet|tötung|sacrificio|euthani[sz](?:ed|ation)|necropsy|cull)(?:[_ ](?:on|date|day))?|处死(?:日期|时间)?|剖检.*",
                    "(?:dam|sire)(?:[_ .-]?(?:id|no))?|(?:vater|mutter)tier|(?:父|母)鼠.*|亲本",
                    "wean(?:ed|ing)(?:[_ ](?:on|date))?|abgesetzt(?:[_ ]am)?|absetz(?:datum|tag)|sevrage|sevré.*|destete|svezzamento|desmame|gespeend|离乳.*|断奶.*|離乳.*",
                    "(?:body[_ ]?weight|bw)[_ ]?(?:d(?:ay)?[_ ]?)?[0-9]{0,3}[_ ]?\\(?g\\)?|体重[(（_ ]*g[)）]?")
            .map(pattern -> Pattern.compile("(?iu)" + pattern))
            .toList();

    private static final int OFTEN_KEPT = 3;

    /** What is said of people, and of those to whom animals belong or do harm. */
    private static final Pattern OF_PEOPLE = Pattern.compile(
            "(?i).*(?:patient|person|donor|proband|participant|volunteer|respondent|client|owner|keeper|farm|victim|bite|bitten|household|village|rabies"
                    + "|interview|questionnaire|occupation|education|ethnic|(?<![a-z])race(?![a-z])|country|nationality|mrn|empi|visit(?!dy)|encounter|admission|admitted|discharge"
                    + "|clinic(?!al)|hospital|(?<![a-z])ward(?![a-z])|complaint|pdx|human[_ .-]?(?:id|no|subject|code)|患者|病人|受试者|捐献|供者|供体|供瘤|志愿者|人源|来源人|主人|畜主|饲主|农户|养殖户|住户|伤者|咬|狂犬|问卷"
                    + "|职业|民族|病案|病历|就诊|住院|门诊|入院|出院|科室|病区|医院|主诉).*"
                    + "|(?i)(?:.*[_ .-])?(?:case|subject|subj|family|kin|contact)(?:[_ .-]?(?:id|no|number|code))?\\.?|.*(?:家系|家庭|病例).*");

    /** Those who work with animals. */
    private static final Pattern OF_STAFF = Pattern.compile(
            "(?i)(?:.*[_ .-])?(?:by|operator|technician|analyst|scorer|recorder|assistant|supervisor|experimenter|researcher|investigator|scientist|vet"
                    + "|staff|init(?:ial)?s?)\\.?(?:[_ .-]?(?:name|e-?mail|phone))?|.*(?:操作[人者员]?|实验[员者人]|饲养员|记录[人者员]|测量[人者员]|负责人|兽医)(?:姓名)?");

    /** Categories that tell of a person, whatever else a table holds. */
    private static final Set<String> PERSONAL = Set.of(
            "NAME", "RID", "TRAVEL", "INSNO", "SUBJ", "MRN", "PHONE", "EMAIL", "ADDR", "BANK", "BIO", "TRACK", "BELIEF",
            "IDENT", "OTHSPI", "NETID", "PLATE", "STAFF");

    /** What stays of animals, besides what a search hides. */
    private static final Set<String> KEPT_CATEGORIES =
            Set.of("MRN", "SUBJ", "AGE", "DEMO", "GENE", "HEALTH", "DATE", "TEXT");

    private static final Pattern SEX =
            Pattern.compile("(?iu)(?:.*[_ .-])?(?:sex[eo]?|gender|geschlecht|sesso|g[eé]nero|genre|geslacht)|性别|雌雄");

    /** Shorter whole numbers measure, where no name says otherwise. */
    private static final int SHORTEST_NUMBER = 5;

    private static final double NEARLY_ALL = 0.95;

    private static final double MOST = 0.8;

    private static final double HALF = 0.5;

    private static final int FEW_KEEPERS = 8;

    private static final int ROWS_OF_KEEPER = 8;

    /** Fewer codes may be those of others by chance. */
    private static final int FEWEST = 10;

    private final Set<String> names = new HashSet<>();

    /** @param tables with what their columns seem to be about */
    AnimalTables(List<DraftTable> tables) {
        tables.stream().filter(table -> isCalled(table) && !hasPeople(table)).forEach(table -> names.add(table.name()));
        Set<String> ofPeople = tables.stream()
                .filter(AnimalTables::hasPeople)
                .flatMap(table -> numbers(table).map(AnimalTables::called))
                .collect(Collectors.toSet());
        // animals of one number in two tables are the same ones
        tables.stream()
                .filter(table -> numbers(table).map(AnimalTables::called).anyMatch(ofPeople::contains))
                .forEach(table -> names.remove(table.name()));
        for (int before = -1; before < names.size(); ) {
            before = names.size();
            tables.stream()
                    .filter(table -> !names.contains(table.name()))
                    .filter(table -> tables.stream()
                            .filter(other -> names.contains(other.name()))
                            .anyMatch(other -> refersTo(table, other)
                                    || table.columns().stream().anyMatch(column -> isOfSamples(table, column, other))))
                    .filter(table -> table.columns().stream()
                            .noneMatch(column -> isPeoples(table, column)
                                    && tables.stream()
                                            .noneMatch(other ->
                                                    names.contains(other.name()) && isOfSamples(table, column, other))))
                    .filter(table -> !table.source().layout().hasUnread())
                    .toList()
                    .forEach(table -> names.add(table.name()));
        }
    }

    boolean has(DraftTable table) {
        return names.contains(table.name());
    }

    /** A column of animals, as it stays. */
    static DraftColumn released(DraftTable table, DraftColumn column) {
        DraftMeaning meaning = column.meaning();
        boolean isStaffs = isStaffs(table, column) || meaning.sure() == Sure.SAID;
        boolean isOthers = isCode(column) && !isOfAnimals(table, column);
        boolean isClosed = meaning.isDropped() && !meaning.isOpen();
        if (isStaffs || isOthers || isClosed || !KEPT_CATEGORIES.contains(meaning.category())) {
            return column;
        }
        boolean isText = column.type().released() instanceof ValueType.Text;
        boolean isGene = meaning.category().equals("GENE");
        boolean isSearched = isText
                && (isGene || meaning.isDropped() || meaning.treatment() == Treatment.REDACTED)
                && !ColumnMeanings.namesThings(KeySign.of(table, column), table.profileOf(column));
        return column.with(new DraftMeaning(
                "NONE",
                isSearched ? Treatment.REDACTED : Treatment.BY_LAW,
                Sure.LIKELY,
                "the rows of this table are animals, and nothing in it is about people; " + meaning.because(),
                Against.CATEGORY));
    }

    private static boolean isCalled(DraftTable table) {
        long kept = KEPT.stream()
                .filter(pattern -> has(table, pattern).findAny().isPresent())
                .count();
        boolean isOfSubjects = has(table, NUMBER_OF_SEND).findAny().isPresent();
        return numbers(table).anyMatch(column -> isFilled(table, column) && (kept > 0 || !isAsked(table, column)))
                || (isOfSubjects ? isOfSend(table) : kept >= OFTEN_KEPT || isOfKinds(table));
    }

    /** Whether the age or sex beside an animal's number may be that of one who works with it, or was hurt by it. */
    private static boolean isAsked(DraftTable table, DraftColumn number) {
        return ASKED.matcher(number.label()).matches()
                && table.profileOf(number).isRepeated()
                && has(table, STRAIN).findAny().isEmpty()
                && table.columns().stream()
                        .anyMatch(column ->
                                Set.of("AGE", "DEMO").contains(column.meaning().category()));
    }

    private static boolean isOfSend(DraftTable table) {
        return isOfKinds(table)
                || has(table, OF_SEND).map(AnimalTables::called).distinct().count() > 1;
    }

    /** Whether each row has an animal's kind, and its strain. */
    private static boolean isOfKinds(DraftTable table) {
        return has(table, STRAIN).findAny().isPresent()
                && has(table, SPECIES)
                        .anyMatch(column -> isFilled(table, column)
                                && table.profileOf(column).animals() >= NEARLY_ALL);
    }

    /** Whether nearly each row has a value. */
    private static boolean isFilled(DraftTable table, DraftColumn column) {
        return table.profileOf(column).values() >= NEARLY_ALL * table.readable();
    }

    private static Stream<DraftColumn> has(DraftTable table, Pattern pattern) {
        return table.columns().stream()
                .filter(column -> pattern.matcher(column.label()).matches());
    }

    private static Stream<DraftColumn> numbers(DraftTable table) {
        return has(table, NUMBER);
    }

    private static String called(DraftColumn column) {
        return column.label().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}0-9]", "");
    }

    /** Whether a table's codes are those of animals in another one, and called alike. */
    private static boolean refersTo(DraftTable table, DraftTable animals) {
        return table.columns().stream()
                .filter(column -> isCodeOfText(table, column) && !isAsked(table, column))
                .anyMatch(column -> animals.columns().stream()
                        .filter(other -> isNumberOfAnimals(animals, other) && isCodeOfText(animals, other))
                        .anyMatch(other -> table.profileOf(column).within(animals.profileOf(other)) >= NEARLY_ALL
                                && (called(column).equals(called(other))
                                        || KIND.matcher(column.label()).matches())));
    }

    /** Whether a column has the codes of samples that another table of animals tells by their numbers, and is called alike. */
    private static boolean isOfSamples(DraftTable table, DraftColumn column, DraftTable animals) {
        return isCodeOfText(table, column)
                && animals.columns().stream()
                        .anyMatch(other -> called(column).equals(called(other))
                                && holdsNumbers(animals, other)
                                && table.profileOf(column).within(animals.profileOf(other)) >= NEARLY_ALL);
    }

    /** Whether a column's codes have the numbers of the animals in the same row's table in them: M0012-01 is a sample of M0012. */
    private static boolean holdsNumbers(DraftTable table, DraftColumn column) {
        return isCodeOfText(table, column)
                && table.columns().stream()
                        .anyMatch(number -> !number.equals(column)
                                && isNumberOfAnimals(table, number)
                                && isCodeOfText(table, number)
                                && table.profileOf(column).holding(table.profileOf(number)) >= NEARLY_ALL);
    }

    private static boolean isCodeOfText(DraftTable table, DraftColumn column) {
        ColumnProfile profile = table.profileOf(column);
        return RowSubjects.isNumber(column)
                && profile.numbered() >= MOST
                && profile.distinct().filter(count -> count < FEWEST).isEmpty();
    }

    /** Where animals have numbers of their own, what is called as SEND calls them may be a person's, whose tumour they carry. */
    static boolean isNumberOfAnimals(DraftTable table, DraftColumn column) {
        return NUMBER.matcher(column.label()).matches()
                || (KIND.matcher(column.label()).matches() && isCodeOfText(table, column))
                || (NUMBER_OF_SEND.matcher(column.label()).matches()
                        && numbers(table).findAny().isEmpty());
    }

    /** Whether numbers are animals', or things', or those of the rows. */
    private static boolean isOfAnimals(DraftTable table, DraftColumn column) {
        ColumnProfile profile = table.profileOf(column);
        boolean isRunning = column.meaning().sure() == Sure.THIN
                && profile.fails(ValueForm.WHOLE) == 0
                && !profile.isRepeated()
                && (profile.longest() <= String.valueOf(table.readable()).length()
                        || (KeySign.of(table, column) == KeySign.NONE
                                && (profile.longest() < SHORTEST_NUMBER || !profile.areOfOneLength())));
        boolean isKind = (STRAIN.matcher(column.label()).matches()
                        || SPECIES.matcher(column.label()).matches())
                && profile.numbered() < HALF;
        return isNumberOfAnimals(table, column)
                || holdsNumbers(table, column)
                || isRunning
                || isKind
                || KeySign.isKeyOfThings(column.label())
                || KEPT.stream()
                        .anyMatch(pattern -> pattern.matcher(column.label()).matches())
                || Set.of(KeySign.OF_TRIALS, KeySign.OF_ROWS).contains(KeySign.of(table, column));
    }

    private static boolean isCode(DraftColumn column) {
        return column.meaning().category().equals("MRN")
                || column.meaning().category().equals("SUBJ");
    }

    private static boolean isStaffs(DraftTable table, DraftColumn column) {
        return column.meaning().category().equals("STAFF")
                || OF_STAFF.matcher(column.label()).matches()
                || KeySign.of(table, column) == KeySign.OF_ROLES;
    }

    /**
     * Whether a few names stand in many rows each, beside the numbers of animals and how they are kept: those of people who care
     * for them. Owners and donors are more, and have few animals each.
     */
    private static boolean isOfKeepers(DraftTable table, DraftColumn column) {
        ColumnProfile profile = table.profileOf(column);
        boolean isKept = KEPT.stream()
                        .filter(pattern -> has(table, pattern).findAny().isPresent())
                        .count()
                > 1;
        return column.meaning().category().equals("NAME")
                && isKept
                && numbers(table)
                        .anyMatch(number -> isFilled(table, number)
                                && !table.profileOf(number).isRepeated())
                && profile.distinct()
                        .filter(count -> count < FEW_KEEPERS && count * ROWS_OF_KEEPER <= profile.values())
                        .isPresent();
    }

    /** Whether anything speaks of people, but for staff. */
    private static boolean hasPeople(DraftTable table) {
        return table.source().layout().hasUnread()
                || table.columns().stream().anyMatch(column -> isPeoples(table, column));
    }

    private static boolean isPeoples(DraftTable table, DraftColumn column) {
        DraftMeaning meaning = column.meaning();
        boolean isSaid = meaning.sure() == Sure.SAID;
        boolean isPersonal = PERSONAL.contains(meaning.category()) && meaning.sure() != Sure.THIN;
        boolean isDemo = meaning.category().equals("DEMO")
                && !SEX.matcher(column.label()).matches();
        boolean isCalled = OF_PEOPLE.matcher(column.label()).matches() && !isNumberOfAnimals(table, column);
        if (isCalled || (isSaid && isPersonal) || isDemo) {
            return true;
        }
        boolean isOwn = isCode(column) && isOfAnimals(table, column);
        boolean isStaff = OF_STAFF.matcher(column.label()).matches()
                || meaning.category().equals("STAFF")
                || isOfKeepers(table, column);
        boolean mayBe = isPersonal || table.profileOf(column).isOfPeople() || RowSubjects.mayBePerson(table, column);
        return mayBe && !isOwn && !isStaff;
    }
}
