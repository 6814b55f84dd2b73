package dev.weir.jobs.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weir.contracts.Product.Audience;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.ProfileOf;
import dev.weir.jobs.engine.read.StrictText;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.detect.Proposal;
import dev.weir.privacy.law.LawPack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

/** Types and meanings of columns, by their values. */
class ColumnMeaningsTest {

    private static final ColumnMeanings MEANINGS = new ColumnMeanings(LawPack.load("cn-2026-01"), Audience.ENCLAVE);

    private static DraftType type(ColumnProfile profile) {
        return DraftType.of(
                new LayoutColumn("a", "a", new ValueType.Text(), LayoutColumn.Proof.ANY), profile, 1_000, false);
    }

    private static DraftMeaning meaning(DraftType type, ColumnProfile profile, Optional<String> proposed) {
        return MEANINGS.of(
                new Proposal(
                        proposed, "", 0.9, new Proposal.Evidence(proposed, 0, 0, 0, 0, 10), Proposal.Review.NOT_NEEDED),
                type,
                profile,
                KeySign.NONE,
                profile.values());
    }

    private static DraftMeaning signed(ColumnProfile profile, KeySign sign) {
        Proposal none = new Proposal(
                Optional.empty(),
                "",
                0.9,
                new Proposal.Evidence(Optional.empty(), 0, 0, 0, 0, 10),
                Proposal.Review.NOT_NEEDED);
        return MEANINGS.of(none, type(profile), profile, sign, profile.values());
    }

    @Test
    void whatNoSearchCanReadAndWhoDidItIsPeoples() {
        for (List<String> people :
                List.of(List.of("김민준", "이서연", "박지호", "최수아"), List.of("さくら", "ゆうと"), List.of("老王", "小李", "老张"))) {
            DraftMeaning meaning = signed(ProfileOf.texts(people), KeySign.NONE);
            assertThat(meaning.isDropped()).as(people.toString()).isTrue();
            assertThat(meaning.isOpen()).as(people.toString()).isFalse();
        }
        List<String> staff =
                List.of("Whitfield", "Thornton", "Zzyx", "Qorban", "Mbatha", "Osei", "Vang", "Xiong", "Kpodo");
        assertThat(signed(ProfileOf.texts(staff), KeySign.OF_ROLES).isOpen()).isFalse();
        List<String> means = List.of("courier", "post", "hand", "courier");
        assertThat(signed(ProfileOf.texts(means), KeySign.OF_ROLES).isDropped())
                .as("sent by")
                .isFalse();
    }

    /** Two letters are a unit or an abbreviation elsewhere: the name of the column tells. */
    @Test
    void initialsOfColleaguesAreDroppedByTheNameOfTheirColumn() {
        for (List<String> people : List.of(
                List.of("LM", "HC", "CM", "DC", "GL", "EC"), List.of("L.M.", "H.C."), List.of("hc", "LM/HC", "cm"))) {
            DraftMeaning meaning = signed(ProfileOf.texts(people), KeySign.OF_ROLES);
            assertThat(meaning.isDropped()).as(people.toString()).isTrue();
            assertThat(meaning.isOpen()).as(people.toString()).isFalse();
        }
        assertThat(signed(ProfileOf.texts(List.of("YES", "NO", "YES", "NO")), KeySign.OF_ROLES)
                        .isDropped())
                .as("checked")
                .isFalse();
    }

    @Test
    void whatColleaguesSignWithIsDroppedAndNoLineKeepsIt() {
        List<String> pinyin = repeated("WM", "ZXL", "LJ", "CYF");
        assertThat(signed(ProfileOf.texts(pinyin), KeySign.NONE).isDropped()).isTrue();
        assertThat(signed(ProfileOf.texts(pinyin), KeySign.NONE).isOpen()).isFalse();
        assertThat(signed(ProfileOf.texts(repeated("mh", "KS", "JvB", "AL", "PD")), KeySign.NONE)
                        .isOpen())
                .isFalse();
        assertThat(signed(ProfileOf.texts(repeated("KW", "HB", "TJ", "XF", "QZ")), KeySign.NONE)
                        .isOpen())
                .as("two letters each")
                .isFalse();
        DraftMeaning numbers = signed(ProfileOf.texts(repeated("OP01", "OP02", "OP03", "OP08")), KeySign.OF_ROLES);
        assertThat(numbers.isDropped()).isTrue();
        assertThat(numbers.isOpen()).isFalse();
        assertThat(signed(ProfileOf.texts(repeated("DR", "CT", "MR", "DSA")), KeySign.OF_SETTINGS)
                        .isDropped())
                .as("types of scanners")
                .isFalse();
        for (List<String> codes : List.of(
                repeated("IV", "PO", "SC", "IM"), // one length
                repeated("mg", "mL", "IU", "g", "kg"),
                repeated("POS", "NEG", "ND"),
                repeated("CR", "PR", "SD", "PD"))) {
            assertThat(signed(ProfileOf.texts(codes), KeySign.NONE).isDropped())
                    .as(codes.toString())
                    .isFalse();
        }
    }

    /** Codes that are tried on cells look like those of people; where each is a code, they may be those. */
    @Test
    void substancesBesideKnownOnesArePeoplesCodesNot() {
        List<String> compounds = repeated("BX301", "BX288", "Tofacitinib", "DMSO", "BX190", "BX12");
        assertThat(signed(ProfileOf.texts(compounds), KeySign.OF_SUBSTANCES).category())
                .isEqualTo("HEALTH");
        assertThat(signed(ProfileOf.texts(compounds), KeySign.NONE).category()).isEqualTo("MRN");
        List<String> codes = repeated("BX301", "BX288", "BX410", "BX512", "BX190", "BX12");
        assertThat(signed(ProfileOf.texts(codes), KeySign.OF_SUBSTANCES).category())
                .isEqualTo("MRN");
    }

    private static List<String> repeated(String... values) {
        return IntStream.range(0, 40).mapToObj(i -> values[i % values.length]).toList();
    }

    /** Under whatever name, and of whatever lengths; abbreviations and codes of a list are none. */
    @Test
    void whatColleaguesSignWithIsDropped() {
        for (List<String> signed : List.of(
                List.of("XKE", "UUN", "RDV", "LZK"),
                List.of("ML", "JFB", "CDG", "SaT"),
                List.of("L.M.", "J.B.", "K.R.", "H.v.D."))) {
            assertThat(signed(ProfileOf.texts(repeated(signed)), KeySign.NONE).isDropped())
                    .as(signed.toString())
                    .isTrue();
        }
        for (List<String> codes : List.of(
                List.of("ALT", "AST", "GGT", "LDH"),
                List.of("IV", "PO", "SC", "IM"),
                List.of("RUQ", "LUQ", "RLQ", "LLQ"))) {
            assertThat(signed(ProfileOf.texts(repeated(codes)), KeySign.NONE).isDropped())
                    .as(codes.toString())
                    .isFalse();
        }
        assertThat(signed(ProfileOf.texts(repeated(List.of("XKE", "UUN", "RDV", "LZK"))), KeySign.OF_CODES)
                        .isDropped())
                .isFalse();
    }

    @Test
    void numbersAndLoginsOfStaffAreDropped() {
        ColumnProfile numbers = ProfileOf.texts(repeated(List.of("1106", "2051", "3240", "7812")));
        assertThat(signed(numbers, KeySign.OF_ROLES).isDropped()).isTrue();
        assertThat(signed(numbers, KeySign.NONE).isDropped()).isFalse();
        ColumnProfile logins = ProfileOf.texts(repeated(List.of("zhanger", "svensia", "koseiwei", "psmith", "wkim")));
        assertThat(signed(logins, KeySign.OF_SIGNERS).isDropped()).isTrue();
        ColumnProfile sessions = ProfileOf.texts(repeated(List.of("S1", "S2", "S3", "S4")));
        assertThat(signed(sessions, KeySign.OF_SIGNERS).isDropped()).isFalse();
    }

    @Test
    void aWordForPeopleWithOtherMeaningsIsOneWhereCodesStand() {
        assertThat(signed(ProfileOf.texts(repeated(List.of("F7/24", "F8/24", "F9/24", "F10/24"))), KeySign.OF_CASES)
                        .category())
                .isEqualTo("MRN");
        assertThat(signed(ProfileOf.texts(repeated(List.of("0", "1", "2", "3"))), KeySign.OF_CASES)
                        .category())
                .isEqualTo("HEALTH");
        assertThat(signed(ProfileOf.texts(repeated(List.of("yes", "no"))), KeySign.OF_CASES)
                        .category())
                .isEqualTo("HEALTH");
    }

    @Test
    void timesOfADayAndSpansTellNoDay() {
        ColumnProfile spans = ProfileOf.texts(repeated(List.of("Predose", "2 h", "24 h")));
        DraftMeaning span = meaning(type(spans), spans, Optional.of("DATE"));
        assertThat(span.category()).isEqualTo("HEALTH");
        assertThat(span.isDropped()).isFalse();
        ColumnProfile times = ProfileOf.texts(List.of("08:12", "17:40", "23:05"));
        assertThat(meaning(type(times), times, Optional.of("DATE")).category()).isEqualTo("HEALTH");
    }

    @Test
    void amountsBesideAWordAreNoCodes() {
        ColumnProfile amounts = ProfileOf.texts(repeated(List.of("未导尿", "100ml", "200ml", "300ml", "500ml")));
        assertThat(signed(amounts, KeySign.NONE).category()).isEqualTo("HEALTH");
        List<String> weights =
                IntStream.range(0, 60).mapToObj(i -> 2800 + 17 * i + "g").toList();
        assertThat(signed(ProfileOf.texts(weights), KeySign.NONE).category()).isEqualTo("HEALTH");
    }

    /** However few they are, and however short. */
    @Test
    void numbersOfRecordsArePseudonyms() {
        for (List<String> numbers : List.of(
                List.of("1"),
                List.of("1", "2", "3"),
                List.of("100", "100", "220", "304", "304"),
                List.of("1.0", "2.0"),
                List.of("1-1", "1-2", "2-1"),
                List.of("AB", "CD"))) {
            assertThat(signed(ProfileOf.texts(numbers), KeySign.OF_RECORDS).category())
                    .as(numbers.toString())
                    .isEqualTo("MRN");
        }
        assertThat(signed(ProfileOf.texts(List.of("1", "2", "3")), KeySign.CALLED)
                        .category())
                .as("a code of a choice")
                .isEqualTo("HEALTH");
    }

    /** Fractions beside what says that a limit was not reached are results; of whole numbers with as many nobody knows. */
    @Test
    void resultsStayAndRecordNumbersDoNot() {
        List<String> results = new ArrayList<>(Collections.nCopies(300, "<BLQ"));
        List<String> ranges = new ArrayList<>();
        List<String> numbers = new ArrayList<>(Collections.nCopies(20, "ND"));
        for (int i = 0; i < 200; i++) {
            results.add("0.%015d".formatted(101_566_224_882_241L * (i + 1) % 999_999_999_999_983L));
            ranges.add("%d.5-%d.0 10^9/L".formatted(3 + i % 7, 11 + i % 20));
            numbers.add(String.valueOf(300_007 + 37 * i));
        }
        for (List<String> kept : List.of(results, ranges)) {
            DraftMeaning meaning = signed(ProfileOf.texts(kept), KeySign.NONE);
            assertThat(meaning.category() + meaning.isDropped()).as(kept.get(0)).isEqualTo("HEALTHfalse");
        }
        assertThat(signed(ProfileOf.texts(numbers), KeySign.NONE).category()).isEqualTo("MRN");
        for (int i = 0; i < 20; i++) {
            ranges.set(10 * i, "%02d.03.2024".formatted(1 + i));
        }
        assertThat(signed(ProfileOf.texts(ranges), KeySign.NONE).isDropped())
                .as("a tenth are dates")
                .isTrue();
    }

    @Test
    void numbersOfApprovedDrugsAreNoPeoples() {
        List<String> drugs = IntStream.range(0, 600)
                .mapToObj(i -> "国药准字H2002" + (1000 + i % 40))
                .toList();
        assertThat(signed(ProfileOf.texts(drugs), KeySign.OF_APPROVALS).category())
                .isEqualTo("HEALTH");
        List<String> weeks = IntStream.range(0, 60)
                .mapToObj(i -> (30 + i % 12) + "+" + i % 7)
                .toList();
        assertThat(signed(ProfileOf.texts(weeks), KeySign.NONE).isDropped()).isFalse();
    }

    @Test
    void sitesAreFewAndNobodys() {
        List<String> few = IntStream.range(0, 600).mapToObj(i -> "00" + i % 6).toList();
        assertThat(signed(ProfileOf.texts(few), KeySign.OF_PLACES).category()).isEqualTo("NONE");
        List<String> many = IntStream.range(0, 600).mapToObj(i -> "S-" + i).toList();
        assertThat(signed(ProfileOf.texts(many), KeySign.OF_PLACES).category())
                .as("each row has its own")
                .isEqualTo("MRN");
    }

    @Test
    void makesAreWrittenAsNamesAndMayStayWhereManyHaveThem() {
        List<String> makes = IntStream.range(0, 600)
                .mapToObj(i -> List.of("Siemens Prisma", "Philips Ingenia", "Canon Aquilion")
                        .get(i % 3))
                .toList();
        ColumnProfile profile = ProfileOf.texts(makes);
        assertThat(signed(profile, KeySign.OF_BRANDS).isOpen()).isTrue();
        assertThat(signed(profile, KeySign.NONE).isOpen())
                .as("they may be doctors")
                .isFalse();
        assertThat(signed(profile, KeySign.NONE).isDropped()).isTrue();
    }

    /** Each form is one that a run reads: a program was replaced, and wrote dates otherwise from then on. */
    @Test
    void datesOfSeveralFormsAreDates() {
        List<String> births = new ArrayList<>(Collections.nCopies(120, "1971年11月02日"));
        births.addAll(Collections.nCopies(90, "1953-03-23"));
        assertThat(type(ProfileOf.texts(births)).type()).isEqualTo(new ValueType.Day("[yyyy-M-d][yyyy年M月d日]"));
        births.addAll(List.of("19620101", "1962/1/9"));
        ValueType all = type(ProfileOf.texts(births)).type();
        assertThat(all).isEqualTo(new ValueType.Day("[yyyyMMdd][yyyy/M/d][yyyy-M-d][yyyy年M月d日]"));
        StrictText reader = new StrictText(all);
        for (String each : births) {
            assertThatCode(() -> reader.read(UTF8String.fromString(each)))
                    .as(each)
                    .doesNotThrowAnyException();
        }
        births.addAll(List.of("unknown", "3/4/1962", "1962", "about 60"));
        assertThat(type(ProfileOf.texts(births)).type()).isEqualTo(new ValueType.Text());
    }

    @Test
    void momentsOfTwelveDigitsAreMomentsWhereNoKeyIsCalledSo() {
        ColumnProfile moments = ProfileOf.texts(List.of("202303211749", "202304020805"));
        assertThat(type(moments).type()).isEqualTo(new ValueType.WallClock("yyyyMMddHHmm"));
        for (String label : List.of("sample_no", "条码号", "Barcode")) {
            LayoutColumn key = new LayoutColumn("a", label, new ValueType.Text(), LayoutColumn.Proof.ANY);
            assertThat(DraftType.of(key, moments, 1_000, false).type())
                    .as(label)
                    .isEqualTo(ValueType.Whole.LONG);
        }
    }

    @Test
    void visitsAreNoUnitsOfMeasurement() {
        ColumnProfile visits = ProfileOf.texts(codesOf("V1", "V3"));
        assertThat(signed(visits, KeySign.NONE).because()).isEqualTo("2 different short texts: codes");
        ColumnProfile units = ProfileOf.texts(codesOf("m2", "L/min"));
        assertThat(signed(units, KeySign.NONE).because()).isEqualTo("its values are units of measurement");
    }

    private static List<String> codesOf(String one, String other) {
        return IntStream.range(0, 200).mapToObj(i -> i % 2 == 0 ? one : other).toList();
    }

    private static List<String> codes(String... more) {
        List<String> values = new ArrayList<>(Collections.nCopies(500, "A1"));
        values.addAll(Collections.nCopies(500, "B2"));
        values.addAll(List.of(more));
        return values;
    }

    @Test
    void aFewLongRemarksAmongCodesAreNoCodes() {
        ColumnProfile codes = ProfileOf.texts(codes());
        assertThat(meaning(type(codes), codes, Optional.empty()).isDropped()).isFalse();
        ColumnProfile remarks = ProfileOf.texts(codes("seen by her husband on Monday", "ok"));
        DraftMeaning unknown = meaning(type(remarks), remarks, Optional.empty());
        assertThat(unknown.category()).isEqualTo("TEXT");
        assertThat(unknown.isDropped()).isTrue();
        DraftMeaning named = meaning(type(remarks), remarks, Optional.of("HEALTH"));
        assertThat(named.isDropped()).isTrue();
        assertThat(meaning(type(codes), codes, Optional.of("HEALTH")).isDropped())
                .isFalse();
    }

    private static Proposal proposed(String category, boolean byValues) {
        Proposal.Evidence evidence =
                new Proposal.Evidence(Optional.of(category), byValues ? 0.9 : 0, byValues ? 0.9 : 0, 0, 0, 10);
        return new Proposal(Optional.of(category), "", 0.9, evidence, Proposal.Review.NOT_NEEDED);
    }

    @Test
    void whatTheFormatSaysComesBeforeAGuess() {
        ColumnProfile codes = ProfileOf.texts(codes());
        assertThat(MEANINGS.defined("", proposed("HEALTH", false), type(codes), codes))
                .isEmpty();
        assertThat(MEANINGS.defined("GENE", proposed("HEALTH", false), type(codes), codes))
                .contains(DraftMeaning.of("GENE", DraftMeaning.Sure.SURE, "the format says so"));
        assertThat(MEANINGS.defined("NAME", proposed("HEALTH", false), type(codes), codes)
                        .map(DraftMeaning::category))
                .as("a name of a column is a guess, however sensitive")
                .contains("NAME");
        assertThat(MEANINGS.defined("NO_SUCH", proposed("HEALTH", false), type(codes), codes))
                .isEmpty();
    }

    @Test
    void valuesThatShowSomethingAsSensitiveComeBeforeWhatTheFormatSays() {
        ColumnProfile codes = ProfileOf.texts(codes());
        assertThat(MEANINGS.defined("NAME", proposed("RID", true), type(codes), codes))
                .isEmpty();
        assertThat(MEANINGS.defined("NAME", proposed("PHONE", true), type(codes), codes))
                .as("as sensitive")
                .isEmpty();
        assertThat(MEANINGS.defined("GENE", proposed("PHONE", true), type(codes), codes)
                        .map(DraftMeaning::category))
                .contains("GENE");
    }

    @Test
    void textsOfADefinedColumnThatWouldStayAreDroppedWhereTheyMayTellMore() {
        ColumnProfile remarks = ProfileOf.texts(codes("seen by her husband on Monday", "ok"));
        assertThat(MEANINGS.defined("HEALTH", proposed("HEALTH", false), type(remarks), remarks)
                        .map(DraftMeaning::isDropped))
                .contains(true);
        ColumnProfile none = ProfileOf.texts(List.of());
        assertThat(MEANINGS.defined("HEALTH", proposed("HEALTH", false), type(none), none)
                        .map(DraftMeaning::isDropped))
                .as("no value has been seen")
                .contains(true);
    }

    @Test
    void listsCountByTheirTexts() {
        DraftType list = new DraftType(
                new ValueType.ListOf(new ValueType.Text()), List.of(), 0, Optional.empty(), "the files say so");
        ColumnProfile codes =
                ProfileOf.nested(Collections.nCopies(100, JavaConverters.asScalaBuffer(List.<Object>of("I10", "E11"))));
        assertThat(meaning(list, codes, Optional.empty()).isDropped()).isFalse();
        List<Object> values =
                new ArrayList<>(Collections.nCopies(100, JavaConverters.asScalaBuffer(List.<Object>of("I10", "E11"))));
        values.add(JavaConverters.asScalaBuffer(List.<Object>of("I10", "seen by her husband on Monday")));
        ColumnProfile remarks = ProfileOf.nested(values);
        assertThat(meaning(list, remarks, Optional.empty()).isDropped()).isTrue();
    }

    @Test
    void noDigitOfAWholeNumberIsLost() {
        DraftType mixed = type(ProfileOf.texts(List.of("12345678901234567", "12345678901234568", "1.5")));
        assertThat(mixed.type()).isEqualTo(new ValueType.Text());
        assertThat(mixed.because()).contains("more than 15 digits", "the first at f:1");
        assertThat(type(ProfileOf.texts(List.of("99999999999999999999", "1"))).type())
                .isEqualTo(new ValueType.Text());
        assertThat(type(ProfileOf.texts(List.of("12345678901234567", "12345678901234568")))
                        .type())
                .isEqualTo(ValueType.Whole.LONG);
        assertThat(type(ProfileOf.texts(List.of("12345678901234567", "1,5"))).made())
                .isEmpty();
        assertThat(type(ProfileOf.texts(List.of("999999999999999", "1.5"))).type())
                .isEqualTo(ValueType.Real.FINITE);
    }

    /** No list has the surnames of every country. */
    @Test
    void fewTextsThatAreWrittenAsNamesAreNoCodes() {
        for (List<String> names : List.of(
                List.of("Müller", "Schmidt", "Nowak"), List.of("O'Brien", "Łukasiewicz"), List.of("ICU", "Kowalska"))) {
            ColumnProfile profile = ProfileOf.texts(repeated(names));
            DraftMeaning meaning = meaning(type(profile), profile, Optional.empty());
            assertThat(meaning.isDropped()).as("%s", names).isTrue();
            assertThat(meaning.because()).contains("as names of people are written");
        }
        for (List<String> codes : List.of(
                List.of("Male", "Female"), List.of("ICU", "W3"), List.of("final", "amended"), List.of("Pa", "mmHg"))) {
            ColumnProfile profile = ProfileOf.texts(repeated(codes));
            assertThat(meaning(type(profile), profile, Optional.empty()))
                    .as("%s", codes)
                    .returns("HEALTH", DraftMeaning::category)
                    .returns(false, DraftMeaning::isDropped);
        }
    }

    @Test
    void numbersAndTextsThatMaySayWhoOrWhenAreNoCodes() {
        for (List<String> telling : List.of(
                List.of("62345678", "87654321"),
                List.of("1711929600", "1711929700"),
                List.of("1969", "2001"),
                List.of("13-Mar-26", "14-Mar-26"),
                List.of("13/3/26", "5/11/26"),
                List.of("3月13日", "3月14日"),
                List.of("佐藤さん", "鈴木さん"),
                List.of("小王", "老李"))) {
            ColumnProfile profile = ProfileOf.texts(repeated(telling));
            assertThat(meaning(type(profile), profile, Optional.empty()).isDropped())
                    .as("%s", telling)
                    .isTrue();
        }
        for (List<String> codes :
                List.of(List.of("120", "80"), List.of("120/80", "90/60"), List.of("1-2", "2-3"), List.of("小儿", "老年"))) {
            ColumnProfile profile = ProfileOf.texts(repeated(codes));
            assertThat(meaning(type(profile), profile, Optional.empty()).isDropped())
                    .as("%s", codes)
                    .isFalse();
        }
    }

    private static List<String> repeated(List<String> values) {
        return Collections.nCopies(50, values).stream().flatMap(List::stream).toList();
    }

    private static DraftMeaning called(String category, List<String> values) {
        ColumnProfile profile = ProfileOf.texts(values);
        Proposal byName = new Proposal(
                Optional.of(category),
                "",
                0.5,
                new Proposal.Evidence(Optional.of(category), 0, 0, 0, 0, 10),
                Proposal.Review.NEEDED);
        return MEANINGS.of(byName, type(profile), profile, KeySign.NONE, profile.values());
    }

    @Test
    void conclusionsOfAFewShortWordsStay() {
        DraftMeaning verdicts = called("TEXT", repeated(List.of("在控", "警告", "失控")));
        assertThat(verdicts.category()).isEqualTo("HEALTH");
        assertThat(verdicts.treatment()).isEqualTo(DraftMeaning.Treatment.REDACTED);
        for (List<String> notes : List.of(
                List.of("在控", "小王"), List.of("在控", "张伟"), List.of("在控", "P1024"), List.of("在控", "2024-03-01"))) {
            DraftMeaning meaning = called("TEXT", repeated(notes));
            assertThat(meaning.category()).as("the law drops %s", notes).isEqualTo("TEXT");
            assertThat(meaning.treatment()).isNotEqualTo(DraftMeaning.Treatment.REDACTED);
        }
        List<String> many = IntStream.range(0, 600)
                .mapToObj(i -> "在控" + "甲乙丙丁戊己庚辛壬癸子丑寅卯".charAt(i % 14))
                .toList();
        assertThat(called("TEXT", many).category())
                .as("too many to be a choice")
                .isEqualTo("TEXT");
    }

    @Test
    void termsOfTrialsForRacesStayWhereEachIsManyPeoples() {
        List<String> terms = List.of("ASIAN", "WHITE", "BLACK OR AFRICAN AMERICAN", "C17649");
        assertThat(called("DEMO", repeated(terms)))
                .returns("DEMO", DraftMeaning::category)
                .returns(DraftMeaning.Treatment.BY_LAW, DraftMeaning::treatment);
        assertThat(called("DEMO", terms).isDropped()).as("each is one person's").isTrue();
        assertThat(called("DEMO", repeated(List.of("ASIAN", "WHITE", "Tolai", "Hadza")))
                        .isDropped())
                .as("small groups")
                .isTrue();
    }

    @Test
    void wordsOfOneCharacterAreNoSurnamesBesideOthers() {
        for (List<String> words :
                List.of(List.of("晴", "阴", "多云", "小雨", "霾"), List.of("晴", "多云转阴", "雷阵雨"), List.of("高", "低", "正常"))) {
            assertThat(signed(ProfileOf.texts(repeated(words)), KeySign.NONE).treatment())
                    .as("%s", words)
                    .isEqualTo(DraftMeaning.Treatment.REDACTED);
        }
        DraftMeaning surnames = signed(ProfileOf.texts(repeated(List.of("李", "值班", "主任", "护士"))), KeySign.NONE);
        assertThat(surnames.isDropped()).isTrue();
        assertThat(surnames.because()).contains("surnames").doesNotContain("capital");
    }

    private static DraftMeaning gene(List<String> values) {
        ColumnProfile profile = ProfileOf.texts(values);
        Proposal named = new Proposal(
                Optional.of("GENE"),
                "",
                0.5,
                new Proposal.Evidence(Optional.of("GENE"), 0, 0, 0, 0, 10),
                Proposal.Review.NEEDED);
        return MEANINGS.of(named, type(profile), profile, KeySign.OF_GENES, profile.values());
    }

    @Test
    void symbolsOfGenesAreNoPersonsGenes() {
        for (List<String> genes : List.of(
                List.of("GAPDH", "ACTB", "IL6"),
                List.of("Actb", "Gapdh", "Tnf", "Il6"),
                List.of("ENSG00000141510", "ENSG00000012048.23"),
                List.of("CXCL10", "B2M", "TP53", "HPRT1", "IFIT1", "NKX2-5"))) {
            assertThat(gene(repeated(genes)).category()).as("%s", genes).isEqualTo("HEALTH");
        }
        for (List<String> people : List.of(
                List.of("CC", "CT", "TT"),
                List.of("ACGT", "GATTACA"),
                List.of("V600E", "L858R", "T790M"),
                List.of("WT", "HET", "HOM"),
                List.of("E3E4", "E3E3", "APOE4"),
                List.of("0/1", "1/1"),
                List.of("CYP2C19*2", "CYP2D6*4"),
                List.of("GAPDH", "c.35G>A"),
                List.of("WANGWEI", "LIUYANG", "ZHANGLI"))) {
            DraftMeaning meaning = gene(repeated(people));
            assertThat(meaning.category()).as("%s", people).isNotEqualTo("HEALTH");
        }
    }

    @Test
    void termsOfTrialsAreNoNames() {
        DraftMeaning arms = signed(
                ProfileOf.texts(repeated(List.of("Placebo", "HBX204 20 mg", "HBX204 40 mg"))), KeySign.OF_TRIALS);
        assertThat(arms.isDropped()).isFalse();
        ColumnProfile reasons = ProfileOf.texts(repeated(List.of("Lipaemized")));
        assertThat(signed(reasons, KeySign.OF_TRIALS).isOpen()).isTrue();
        assertThat(signed(reasons, KeySign.NONE).isOpen()).isFalse();
        for (List<String> nurses : List.of(
                List.of("Jessica", "Maria", "Fatima", "Chloe", "Olga"),
                List.of("Placebo", "Jessica"),
                List.of("Hunter", "Nowak", "ICU"))) {
            for (KeySign sign : List.of(KeySign.NONE, KeySign.OF_TRIALS)) {
                assertThat(signed(ProfileOf.texts(repeated(nurses)), sign).isDropped())
                        .as("%s %s", nurses, sign)
                        .isTrue();
            }
        }
    }

    private static DraftMeaning found(
            String category, String subtype, double pattern, List<String> values, KeySign sign) {
        ColumnProfile profile = ProfileOf.texts(values);
        Optional<String> header = subtype.isEmpty() ? Optional.of(category) : Optional.empty();
        Proposal proposal = new Proposal(
                Optional.of(category),
                subtype,
                0.8,
                new Proposal.Evidence(header, pattern, 0, 0, 0, 10),
                Proposal.Review.NOT_NEEDED);
        return MEANINGS.of(proposal, type(profile).asText(), profile, sign, profile.values());
    }

    @Test
    void catalogueNumbersLikeMobilesArePseudonyms() {
        List<String> numbers = List.of("13358696871", "12575149532", "16249228629");
        DraftMeaning some = found("PHONE", "MOBILE", 0.7, numbers, KeySign.OF_THINGS);
        assertThat(some.category()).isEqualTo("MRN");
        assertThat(some.against()).isEqualTo(DraftMeaning.Against.VALUES);
        assertThat(found("PHONE", "MOBILE", 1, numbers, KeySign.OF_THINGS).category())
                .isEqualTo("PHONE");
        assertThat(found("PHONE", "MOBILE", 0.7, numbers, KeySign.CALLED).category())
                .isEqualTo("PHONE");
    }

    @Test
    void whoAgreesToATestOfGenesShowsNone() {
        List<String> answers = repeated(List.of("是", "否"));
        assertThat(found("GENE", "", 0, answers, KeySign.OF_CONSENTS).category())
                .isEqualTo("HEALTH");
        assertThat(found("GENE", "", 0, answers, KeySign.NONE).category())
                .as("of a mutation")
                .isEqualTo("GENE");
    }

    @Test
    void primersStayInTablesWithoutPeople() {
        List<String> primers =
                List.of("TATAACTGCAAGGGGATGTT", "GCAAGAGGAGGAGCCTTGACGCAAGAGGAGGAGC", "AGGGCGAGTCGGCATAACCG");
        DraftMeaning drafted = found("GENE", "SEQ", 0.6, primers, KeySign.NONE);
        assertThat(drafted.isOpen()).isTrue();
        assertThat(drafted.isDropped()).isTrue();
        assertThat(found("GENE", "", 0, primers, KeySign.NONE).isOpen())
                .as("called a haplotype")
                .isFalse();
    }

    @Test
    void whatIsCalledSmilesNeedsNoRing() {
        List<String> chains = List.of("CCCCOCCC", "CCO", "SCNCCC", "CC(C)O");
        assertThat(signed(ProfileOf.texts(chains), KeySign.OF_STRUCTURES).because())
                .contains("structures of molecules");
        assertThat(signed(ProfileOf.texts(chains), KeySign.NONE).isDropped()).isTrue();
    }

    @Test
    void formulasAndOrganismsAreVocabulariesAndCodesOfSitesAreNone() {
        DraftMeaning formulas = signed(ProfileOf.texts(List.of("CH4", "C2H6O", "C8H10N4O2", "C6H5Cl")), KeySign.NONE);
        assertThat(formulas.because()).contains("molecular formulas");
        assertThat(formulas.treatment()).isEqualTo(DraftMeaning.Treatment.BY_LAW);
        List<String> sites = IntStream.range(101, 140).mapToObj(i -> "CH" + i).toList();
        assertThat(signed(ProfileOf.texts(sites), KeySign.NONE).category()).isEqualTo("MRN");
        DraftMeaning grown =
                signed(ProfileOf.texts(repeated(List.of("鲍曼不动杆菌", "大肠埃希菌", "金黄色葡萄球菌", "白色念珠菌"))), KeySign.NONE);
        assertThat(grown.because()).contains("names of organisms");
        assertThat(grown.treatment()).as("nothing in it is redacted").isEqualTo(DraftMeaning.Treatment.BY_LAW);
        assertThat(signed(ProfileOf.texts(repeated(List.of("张伟不动杆菌", "李静埃希菌", "王芳葡萄球菌"))), KeySign.NONE)
                        .because())
                .doesNotContain("organisms");
    }

    @Test
    void noDigitBehindACommaIsLost() {
        DraftType commas = type(ProfileOf.texts(List.of("0,5", "0,12345678901234567")));
        assertThat(commas.released()).isEqualTo(new ValueType.Exact(38, 17));
        assertThat(commas.hasCommas()).isTrue();
        assertThat(type(ProfileOf.texts(List.of("0,5", "0,25"))).read()).isEqualTo(ValueType.Real.FINITE);
        DraftType longer = type(ProfileOf.texts(List.of("0,5", "123456789012345," + "1".repeat(30))));
        assertThat(longer.hasCommas()).isFalse();
        assertThat(longer.because()).contains("the first at f:2");
    }

    @Test
    void whatACommaMeansIsSaidByTheColumnsBesideIt() {
        ColumnProfile profile = ProfileOf.texts(List.of("4,148", "12,250"));
        assertThat(type(profile).released()).isEqualTo(new ValueType.Text());
        assertThat(type(profile).isAmbiguous()).isTrue();
        assertThat(type(profile).because()).contains("it stays text", "transformLogic");
        LayoutColumn column = new LayoutColumn("a", "a", new ValueType.Text(), LayoutColumn.Proof.ANY);
        assertThat(DraftType.of(column, profile, 1_000, true).hasCommas()).isTrue();
    }

    @Test
    void noDigitOfAFractionIsLost() {
        DraftType fractions = type(ProfileOf.texts(List.of("0.5", "0.12345678901234567", "NA", "1234.5")));
        assertThat(fractions.type()).isEqualTo(new ValueType.Exact(38, 17));
        assertThat(fractions.released()).isEqualTo(fractions.type());
        assertThat(fractions.nullValues()).contains("NA");
        assertThat(fractions.because()).contains("1 of 3 numbers have more digits", "the first at f:2");
        DraftType longer = type(ProfileOf.texts(List.of("0.5", "123456789012345." + "1".repeat(30))));
        assertThat(longer.type()).isEqualTo(new ValueType.Text());
        assertThat(longer.because()).contains("the first at f:2");
        assertThat(type(ProfileOf.texts(List.of("0.30000000000000004", "1e-300")))
                        .type())
                .isEqualTo(ValueType.Real.FINITE);
    }

    @Test
    void anIdentifierThatStaysATextSendsNoRecordToQuarantine() {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 299; i++) {
            numbers.add(String.valueOf(1_000 + i));
        }
        numbers.add("n.n.");
        DraftType type = type(ProfileOf.texts(numbers));
        assertThat(type.because()).contains("1 of 300 values are not an integer", "go to quarantine");
        assertThat(type.asText().because())
                .contains("1 of 300 values are not an integer", "an identifier stays a text")
                .doesNotContain("quarantine");
    }

    @Test
    void anEmptyTextInQuotesIsNull() {
        DraftType type = type(ProfileOf.texts(List.of("1", "", "2")));
        assertThat(type.type()).isEqualTo(ValueType.Whole.LONG);
        assertThat(type.nullValues()).containsExactly("");
    }
}
