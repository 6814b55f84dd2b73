package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Against;
import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds whose the rows of tables are, and which tables are about no people. A row's own key is not its person, unless it is called
 * a person's: dates of such a table move together. Nothing of a table is about people if no column of it is, and none of a table
 * that refers to it, nor does it refer to one of people: then its dates and numbers stay as they are.
 */
final class RowSubjects {

    /** Categories that only people have, other than those of record numbers. */
    private static final Set<String> OF_PEOPLE = Set.of(
            "NAME", "RID", "TRAVEL", "INSNO", "SUBJ", "MRN", "PHONE", "EMAIL", "ADDR", "AGE", "DEMO", "BANK", "BIO",
            "SPDIS", "TRACK", "BELIEF", "IDENT", "OTHSPI", "NETID", "PLATE", "STAFF");

    /** What staff is known by, in tables of what they handle. */
    private static final Set<String> OF_STAFF = Set.of("NAME", "STAFF", "EMAIL", "PHONE");

    /** Record numbers that are a person's own, rather than a visit's or a sample's. */
    private static final Pattern PERSON = Pattern.compile(
            "(?iu).*(?:patient|pat_?id|person|subject|subj|donor|proband|participant|volunteer|spender|teilnehmer|donneu[rs]|volontaire|paciente|donante|sujeto"
                    + "|voluntari[oa]|paziente|donat(?:ore|rice)|soggetto|partecipante|volontario|doador|sujeito|patiënt|deelnemer|proefpersoon"
                    + "|患者|病人|受试者|捐献者|供者|被験者|対象者|提供者|ドナー|mrn|empi|病案|病历).*"
                    + "|(?iu)vp|fall|fälle|sujet|cas|caso|case");

    /** Dates that are a person's, whatever else a table holds. */
    private static final Pattern LIFE =
            Pattern.compile("(?i).*(?:birth|dob|born|death|died|dod|出生|生日|死亡|csrq|brthd).*");

    /** What VCF says of each sample, one of a person, begins so. */
    private static final String OF_SAMPLES = "FORMAT/";

    /** What is measured and done of people alone, a diary of one person too, which names no one. */
    private static final Pattern CLINICAL = Pattern.compile(
            "(?i)(?:(?:.*[_ ])?(?:systolic|diastolic|sbp|dbp|pulse|bpm|spo2|insulin|bmi"
                    + "|blood[_ ]?pressure|heart[_ ]?rate|admitted|discharged|chief[_ ]?complaint|weight[_ (]+kg|height[_ (]+cm"
                    + "|actigraph(?:y|ic)?|accelerometer|activity[_ ]?counts?|step[_ ]?counts?|total[_ ]?steps|daily[_ ]?steps|sleep[_ ]?(?:stage|state|hours|quality))(?:[_ )].*)?"
                    + "|(?:admission|discharge)[_ ]?(?:date|time|on|at)?)|.*(?:收缩压|舒张压|血压|脉搏|心率|血氧|身高|体重|步数|睡眠|月经|孕周|主诉|入院|出院).*");

    /** Keys of days are days in tables of a calendar. */
    private static final Pattern OF_TIMES = Pattern.compile("(?i).*(?:date|day|time|month|year|period|日|期|时).*");

    /** Fewer numbers may be those of others by chance. */
    private static final int FEWEST = 10;

    /** Of the different codes so many stand in the other table, too, or they do so by chance. */
    private static final double JOINED = 0.3;

    private static final int LONG_NUMBER = 7;

    /** Of the initials of colleagues so many in another column are no chance. */
    private static final int FEWEST_INITIALS = 2;

    private static final int LONGEST_INITIALS = 4;

    /** Rows; a day that fewer have in common is chance. */
    private static final int FEWEST_ALIKE = 5;

    private final Set<String> aboutPeople = new HashSet<>();

    /** Of columns that are called people's numbers in any table. */
    private final List<ColumnProfile> people = new ArrayList<>();

    private final List<DraftMeaning.Link> links;
    private final List<DraftTable> tables;
    private final AnimalTables animals;

    private RowSubjects(List<DraftTable> tables) {
        this.tables = List.copyOf(tables);
        animals = new AnimalTables(tables);
        links = tables.stream()
                .flatMap(table -> table.columns().stream())
                .map(column -> column.meaning().link())
                .toList();
        tables.stream()
                .filter(table -> !isOfAnimals(table))
                .forEach(table -> table.columns().stream()
                        .filter(column -> isNumber(column) && isCalledPerson(column))
                        .forEach(column -> people.add(table.profileOf(column))));
        Set<String> own = tables.stream()
                .filter(table -> !isOfAnimals(table)
                        && (hasPeople(table)
                                || hasPerson(table)
                                || table.source().layout().hasUnread()))
                .map(DraftTable::name)
                .collect(Collectors.toSet());
        aboutPeople.addAll(own);
        tables.stream()
                .filter(table ->
                        table.keys().references().stream().anyMatch(reference -> own.contains(reference.table())))
                .forEach(table -> aboutPeople.add(table.name()));
        for (int before = -1; before < aboutPeople.size(); ) {
            before = aboutPeople.size();
            tables.stream()
                    .filter(table -> aboutPeople.contains(table.name()))
                    .flatMap(table -> table.keys().references().stream())
                    .forEach(reference -> aboutPeople.add(reference.table()));
            linked(tables);
            tables.stream()
                    .filter(table -> table.columns().stream()
                            .anyMatch(column -> (isNumber(column) && hasPseudonymsOf(table, column))
                                    || hasWithheldOf(table, column)))
                    .forEach(table -> aboutPeople.add(table.name()));
        }
    }

    /** Whether its rows are animals, and it was not found to be about people before. */
    private boolean isOfAnimals(DraftTable table) {
        return animals.has(table)
                && table.keys().subject().isEmpty()
                && table.keys().because().isEmpty();
    }

    /** Whether a table about people has the same pseudonyms: they join the rows of the two, whatever they number. */
    private boolean hasPseudonymsOf(DraftTable table, DraftColumn column) {
        return tables.stream()
                .filter(other ->
                        aboutPeople.contains(other.name()) && !other.name().equals(table.name()))
                .anyMatch(other -> other.columns().stream()
                        .anyMatch(each -> isNumber(each)
                                && each.meaning()
                                        .category()
                                        .equals(column.meaning().category())
                                && table.profileOf(column).sharedWith(other.profileOf(each)) >= JOINED));
    }

    /** Whether a table about people has the same long numbers, which may say who: the serial of a device that is lent to one of them. */
    private boolean hasWithheldOf(DraftTable table, DraftColumn column) {
        return isLongNumber(table, column)
                && tables.stream()
                        .filter(other -> aboutPeople.contains(other.name())
                                && !other.name().equals(table.name()))
                        .anyMatch(other -> other.columns().stream()
                                .anyMatch(each -> isLongNumber(other, each)
                                        && each.meaning().isDropped()
                                        && table.profileOf(column).sharedWith(other.profileOf(each)) >= JOINED));
    }

    private static boolean isLongNumber(DraftTable table, DraftColumn column) {
        return column.type().type() instanceof ValueType.Whole
                && table.profileOf(column).longest() >= LONG_NUMBER;
    }

    /** A table with codes of an identifier in a table about people is about them, and so is the identifier's. */
    private void linked(List<DraftTable> tables) {
        for (DraftTable table : tables) {
            for (DraftColumn column : table.columns()) {
                DraftMeaning.Link link = column.meaning().link();
                Optional<DraftTable> other = tables.stream()
                        .filter(each -> each.name().equals(link.table()))
                        .findFirst();
                boolean isPeople = isOfPeople(table, column)
                        || other.flatMap(each -> each.column(link.column()))
                                .filter(each -> isOfPeople(other.get(), each))
                                .isPresent();
                if (other.isPresent() && isPeople) {
                    aboutPeople.add(table.name());
                    aboutPeople.add(link.table());
                }
            }
        }
    }

    /** Whether a table is about people, and a column's codes are theirs: each row has its own, or it is called no key of things. */
    private boolean isOfPeople(DraftTable table, DraftColumn column) {
        return aboutPeople.contains(table.name())
                && (!KeySign.isKeyOfThings(column.label())
                        || !table.profileOf(column).isRepeated());
    }

    /** Whether a column of a table about people has the codes of another table's identifier. */
    private boolean hasLink(DraftTable table, DraftColumn column) {
        return aboutPeople.contains(table.name()) && !column.meaning().link().equals(DraftMeaning.Link.NONE);
    }

    /** Whether another table has its codes. */
    private boolean isLinkedTo(DraftTable table, DraftColumn column) {
        return aboutPeople.contains(table.name()) && links.stream().anyMatch(link -> link.isOf(table, column));
    }

    /** The tables with their subjects, after their keys and references are known. */
    static List<DraftTable> of(List<DraftTable> tables) {
        RowSubjects subjects = new RowSubjects(tables);
        return tables.stream().map(subjects::subject).toList();
    }

    /** Where nothing is about people, what was careful for their sake stays as it is; after subjects are known. */
    static List<DraftTable> released(List<DraftTable> tables) {
        RowSubjects subjects = new RowSubjects(tables);
        List<DraftTable> released = tables.stream()
                .map(table -> table.with(column -> subjects.aboutPeople.contains(table.name())
                        ? isNumberOfRows(table, column) ? unnumbered(column) : ofFewDays(table, column)
                        : subjects.isOfStudyWithPeople(table, column) ? column : subjects.withoutPeople(table, column)))
                .toList();
        return released.stream()
                .map(table -> subjects.aboutPeople.contains(table.name()) ? table : likeKeys(table, released))
                .map(table -> table.with(column -> withoutStaff(table, column, released)))
                .map(table -> subjects.aboutPeople.contains(table.name()) ? table : withoutSubject(table))
                .toList();
    }

    /** Short codes that stand for colleagues in another column, which is called so, do here as well. */
    private static DraftColumn withoutStaff(DraftTable table, DraftColumn column, List<DraftTable> tables) {
        boolean isCode = column.type().released() instanceof ValueType.Text
                && column.meaning().sure() != Sure.SAID
                && !column.meaning().isDropped()
                && !isNumber(column);
        Optional<String> staff = isCode
                ? tables.stream()
                        .flatMap(other -> other.columns().stream()
                                .filter(each -> each.meaning().isDropped()
                                        && KeySign.of(other, each) == KeySign.OF_ROLES
                                        && each.type().released() instanceof ValueType.Text
                                        && shareInitials(table.profileOf(column), other.profileOf(each)))
                                .map(each -> other.name() + "." + each.name()))
                        .findFirst()
                : Optional.empty();
        return staff.map(other -> column.with(new DraftMeaning(
                        "TEXT",
                        Treatment.DROPPED,
                        Sure.LIKELY,
                        "some of its values are those of " + other + ", which is called as people are who do something",
                        Against.VALUES)))
                .orElse(column);
    }

    private static boolean shareInitials(ColumnProfile own, ColumnProfile others) {
        long shared = own.sharedValues(others);
        boolean areShort = own.longest() > 1 && own.longest() <= LONGEST_INITIALS;
        return shared >= FEWEST_INITIALS
                || (shared > 0
                        && areShort
                        && own.distinct().filter(count -> count <= 3 * shared).isPresent());
    }

    /** Whether it numbers rows, or some of them again and again where no other column has the numbers of people. */
    private static boolean isNumberOfRows(DraftTable table, DraftColumn column) {
        return ColumnMeanings.numbersRows(table, column)
                || (KeySign.of(table, column) == KeySign.OF_ROWS
                        && column.meaning().category().equals("HEALTH")
                        && !column.meaning().isDropped()
                        && column.meaning().sure() != Sure.SAID
                        && !KeySign.hasPerson(table, column));
    }

    /** Whether a table about people has a column of its name with numbers of those in a study. */
    private boolean isOfStudyWithPeople(DraftTable table, DraftColumn column) {
        return KeySign.of(table, column) == KeySign.OF_STUDIES
                && tables.stream()
                        .filter(other -> aboutPeople.contains(other.name()))
                        .flatMap(other -> other.columns().stream())
                        .anyMatch(other -> isNumber(other) && other.label().equalsIgnoreCase(column.label()));
    }

    /** The places of rows in their file tell what their order does: whose turn it was, and when. */
    private static DraftColumn unnumbered(DraftColumn column) {
        return column.with(DraftMeaning.of(
                "MRN", Sure.LIKELY, "it numbers the rows, whose order in the file would tell dates and people"));
    }

    /** A date that many people have tells by how many days each of them is moved: the day of an extract, the end of a study. */
    private static DraftColumn ofFewDays(DraftTable table, DraftColumn column) {
        ColumnProfile profile = table.profileOf(column);
        DraftMeaning meaning = column.meaning();
        boolean isMoved = meaning.category().equals("DATE") && meaning.treatment() == Treatment.BY_LAW;
        boolean isOfMany = profile.values() >= FEWEST_ALIKE && profile.isOfFewDays();
        return isMoved && isOfMany
                ? column.inMonths(
                        table,
                        "its rows have one to three different dates, which would tell by how many days each person's are"
                                + " moved")
                : column;
    }

    /** What refers to a key of things is no person's either, whatever it is called. */
    private static DraftTable likeKeys(DraftTable table, List<DraftTable> tables) {
        return table.with(column -> table.keys().references().stream()
                .filter(reference -> reference.column().equals(column.name()))
                .flatMap(reference -> tables.stream()
                        .filter(other -> other.name().equals(reference.table()))
                        .flatMap(other -> other.column(reference.key()).stream()))
                .findFirst()
                .filter(key -> column.meaning().sure() != Sure.SAID)
                .map(key -> column.with(column.meaning().like(key.meaning())))
                .orElse(column));
    }

    /** Codes beside what is said of each sample may tell whose a variant is, as pseudonyms too. */
    static DraftTable withoutCarriers(DraftTable table) {
        return table.with(column ->
                hasSamples(table) && isNumber(column) && column.meaning().sure() != Sure.SAID
                        ? column.with(column.meaning()
                                .treated(Treatment.DROPPED, "; dropped, since it may say whose a variant is")
                                .shown())
                        : column);
    }

    private static boolean hasSamples(DraftTable table) {
        return table.columns().stream()
                .anyMatch(column -> column.origin().physicalName().startsWith(OF_SAMPLES));
    }

    private static boolean hasPeople(DraftTable table) {
        boolean isStock = StockTables.isStock(table);
        return hasSamples(table)
                || table.columns().stream()
                        .anyMatch(column -> (OF_PEOPLE.contains(column.meaning().category())
                                        && !(isStock && isOfStaff(column))
                                        && column.meaning().sure() != Sure.THIN)
                                || CLINICAL.matcher(column.label()).matches()
                                || isMisnamed(column)
                                || (column.meaning().isDropped() && KeySign.of(table, column) == KeySign.OF_PEOPLE)
                                || (column.meaning().category().equals("DATE")
                                        && LIFE.matcher(column.label()).matches()));
    }

    /** Whether moments stand under the name of a number: a line of the title was taken for names, and no name says that the rows are things. */
    private static boolean isMisnamed(DraftColumn column) {
        String label = column.label().replaceFirst("[:：\\s]+$", "");
        return column.meaning().category().equals("DATE")
                && ColumnMeanings.isDate(column)
                && KeySign.isCalledKey(label)
                && !OF_TIMES.matcher(label).matches();
    }

    private static boolean isOfStaff(DraftColumn column) {
        return OF_STAFF.contains(column.meaning().category())
                && !PERSON.matcher(column.label()).matches();
    }

    /** Whether a column has people's numbers, however little else speaks for that. */
    private boolean hasPerson(DraftTable table) {
        return table.columns().stream()
                .anyMatch(column -> isNumber(column)
                        && (isCalledPerson(column)
                                || isPersonElsewhere(table.profileOf(column))
                                || mayBePerson(table, column)));
    }

    /** Codes that several rows have, and that are called no thing's: those of a donor beside tubes. */
    static boolean mayBePerson(DraftTable table, DraftColumn column) {
        return column.meaning().category().equals("MRN")
                && table.profileOf(column).isRepeated()
                && table.profileOf(column).coded() > 0
                && column.type().released() instanceof ValueType.Text
                && !KeySign.isKeyOfThings(column.label())
                && !StockTables.isCode(table, column);
    }

    private DraftColumn withoutPeople(DraftTable table, DraftColumn column) {
        if (isOfAnimals(table)) {
            return AnimalTables.released(table, column);
        }
        DraftMeaning meaning = column.meaning();
        boolean isSearched = column.type().released() instanceof ValueType.Text
                && !ColumnMeanings.namesThings(KeySign.of(table, column), table.profileOf(column));
        boolean isCalled = KeySign.isKeyOfThings(column.label()) || StockTables.isCode(table, column);
        if (meaning.category().equals("MRN")
                && meaning.sure() == Sure.THIN
                && meaning.against() != Against.VALUES
                && (isCalled || StockTables.isStock(table))) {
            return column.with(DraftMeaning.of(
                    "NONE",
                    Sure.LIKELY,
                    "nothing in this table is about people; "
                            + (isCalled ? "it is called as keys of things are" : "its rows are things")));
        }
        boolean isCareful = meaning.category().equals("DATE")
                || meaning.category().equals("HEALTH")
                || (meaning.isOpen() && !meaning.category().equals("MRN"));
        if (meaning.sure() == Sure.SAID || !isCareful || (meaning.isDropped() && !meaning.isOpen())) {
            return column;
        }
        Treatment kept = isSearched ? Treatment.REDACTED : Treatment.BY_LAW;
        Treatment treatment = meaning.isDropped() ? kept : meaning.treatment();
        return column.with(new DraftMeaning(
                "NONE",
                treatment,
                Sure.LIKELY,
                "nothing in this table is about people; " + meaning.because(),
                Against.CATEGORY));
    }

    /** What a table about no people has of them, such as staff, belongs to no row, and nothing moves by it. */
    private static DraftTable withoutSubject(DraftTable table) {
        boolean isNone = table.columns().stream()
                .allMatch(column -> column.meaning().category().equals("NONE"));
        boolean isUnknown = table.subject().isEmpty() && !table.hasMovedDates();
        return isNone || isUnknown
                ? table.with(table.keys().withoutSubject(isNone ? "" : "nothing in this table is about people"))
                : table;
    }

    private DraftTable subject(DraftTable table) {
        if (isOfAnimals(table) && !aboutPeople.contains(table.name())) {
            return table;
        }
        Optional<DraftColumn> key = table.keys().single().flatMap(table::column);
        List<DraftColumn> numbers =
                table.columns().stream().filter(RowSubjects::isNumber).toList();
        Optional<DraftColumn> person = first(
                        numbers,
                        column -> isCalledPerson(column)
                                && column.meaning().link().equals(DraftMeaning.Link.NONE))
                .or(() -> first(numbers, RowSubjects::isCalledPerson));
        Optional<DraftColumn> elsewhere = first(numbers, column -> isPersonElsewhere(table.profileOf(column)))
                .or(() -> first(numbers, column -> hasLink(table, column)));
        Optional<DraftColumn> identity = first(
                numbers,
                column -> !Set.of("MRN", "NETID").contains(column.meaning().category()));
        Optional<DraftColumn> referring = first(
                numbers,
                column -> !key.equals(Optional.of(column))
                        && isOfOthers(table, column)
                        && (hasParent(table, column) || !KeySign.isKeyOfThings(column.label())));
        return person.map(column -> with(table, column, "it is called as people's numbers are"))
                .or(() -> elsewhere.map(
                        column -> with(table, column, "its values are those of people's numbers in another table")))
                .or(() -> identity.map(column -> with(table, column, "it identifies people")))
                .or(() -> first(numbers, column -> isLinkedTo(table, column))
                        .map(column -> with(table, column, "other tables have its codes")))
                .or(() -> referring.map(
                        column -> with(table, column, "the only record number that is not the row's own: look at it")))
                .or(() -> first(numbers, column -> aboutPeople.contains(table.name()) && hasPseudonymsOf(table, column))
                        .map(column -> with(
                                table,
                                column,
                                "a table about people has its codes, and nothing else says whose a row is")))
                .orElseGet(() -> table.with(table.keys()
                        .withoutSubject(
                                "no column tells whose a row is: each row counts as a person, and all dates of the"
                                        + " table move by one number of days")));
    }

    /** Whether several rows have one value of a record number, and it is no key of a table that is about no people. */
    private boolean isOfOthers(DraftTable table, DraftColumn column) {
        Optional<String> parent = table.keys().references().stream()
                .filter(reference -> reference.column().equals(column.name()))
                .map(DraftKeys.DraftReference::table)
                .findFirst();
        return parent.map(aboutPeople::contains)
                .orElse(column.meaning().sure() != Sure.THIN
                        && table.profileOf(column).isRepeated());
    }

    private static boolean hasParent(DraftTable table, DraftColumn column) {
        return table.keys().references().stream()
                .anyMatch(reference -> reference.column().equals(column.name()));
    }

    static boolean isNumber(DraftColumn column) {
        return DraftKeyFinder.NUMBERS.contains(column.meaning().category())
                && !column.meaning().isDropped()
                && DraftKeyFinder.isPlain(column.type().type());
    }

    static boolean isCalledPerson(DraftColumn column) {
        return column.meaning().category().equals("SUBJ")
                || PERSON.matcher(column.label()).matches();
    }

    private boolean isPersonElsewhere(ColumnProfile profile) {
        return profile.distinct().filter(count -> count >= FEWEST).isPresent()
                && people.stream()
                        .anyMatch(other -> other.longest() == profile.longest()
                                && profile.within(other) >= 1 - DraftKeyFinder.MOST_ORPHANS);
    }

    private static Optional<DraftColumn> first(List<DraftColumn> columns, Predicate<DraftColumn> which) {
        return columns.stream().filter(which).findFirst();
    }

    private static DraftTable with(DraftTable table, DraftColumn subject, String because) {
        return table.with(table.keys().withSubject(subject.name(), because));
    }
}
