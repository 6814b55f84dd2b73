package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.Proposal.Review;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.detect.words.HeaderWords;
import dev.weir.privacy.law.LawPack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnClassifierTest {

    private static final int VALUES = 10_000;
    private static final LawPack PACK = LawPack.load("cn-2026-01");

    @ParameterizedTest
    @CsvFileSource(resources = "/detect/header-cases.tsv", delimiter = '\t', numLinesToSkip = 1)
    void namesOfColumnsHint(String header, String code) {
        assertThat(HeaderHints.of(header).orElse("-")).isEqualTo(code);
    }

    @Test
    void aThousandWordsAreKnown() {
        assertThat(HeaderWords.count()).isGreaterThan(1000);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/detect/value-cases.tsv", delimiter = '\t', numLinesToSkip = 1)
    void valuesAreToldByTheirForm(String category, String subtype, String good, String bad) {
        Detector detector = Detectors.all().stream()
                .filter(each ->
                        each.category().equals(category) && each.subtype().equals(subtype))
                .findFirst()
                .orElseThrow();
        assertThat(good.split(" ; ")).allMatch(detector::matches);
        assertThat(bad.split(" ; ")).noneMatch(detector::matches);
    }

    @Test
    @Tag("torture")
    void recallOverTenThousandValuesOfEachKind() {
        People people = new People(42);
        Map<String, Double> recall = new LinkedHashMap<>();
        recall.put("RID", rate("RID", "PRC18", people::identity));
        recall.put("PHONE", rate("PHONE", "MOBILE", people::mobile));
        recall.put("EMAIL", rate("EMAIL", "EMAIL", people::email));
        recall.put("BANK", rate("BANK", "CARD", people::card));
        recall.put("PLATE", rate("PLATE", "PLATE", people::plate));
        assertThat(recall).allSatisfy((kind, share) -> assertThat(share).isGreaterThanOrEqualTo(0.98));
        assertThat(rate("ADDR", "ADDR_ZH", people::address)).isGreaterThanOrEqualTo(0.85);
        assertThat(rate("NAME", "NAME_ZH", people::name)).isGreaterThanOrEqualTo(0.85);
        assertThat(rate("NAME", "NAME_WORDS", people::name)).isGreaterThanOrEqualTo(0.60);
    }

    @Test
    void personalColumnsAreFoundWithoutAHintWhereTheirFormTells() {
        People people = new People(7);
        assertThat(category("col_1", people::identity)).isEqualTo("RID");
        assertThat(category("col_1", people::mobile)).isEqualTo("PHONE");
        assertThat(category("col_1", people::email)).isEqualTo("EMAIL");
        assertThat(category("col_1", people::address)).isEqualTo("ADDR");
        assertThat(category("col_1", people::plate)).isEqualTo("PLATE");
        assertThat(category("col_1", people::name)).isEqualTo("NAME");
        assertThat(category("col_1", () -> people.day().toString())).isEqualTo("DATE");
        assertThat(category("银行卡号", people::card)).isEqualTo("BANK");
        assertThat(category("姓名", people::name)).isEqualTo("NAME");
        assertThat(category("备用电话", people::landline)).isEqualTo("PHONE");
        assertThat(category("年龄", () -> people.digits(2))).isEqualTo("AGE");
    }

    /** The run stops such a column: a person has to hear of it before. */
    @Test
    void numbersBehindAWordMakeATextOfPeople() {
        People people = new People(11);
        List<Supplier<String>> columns = List.of(
                () -> "ID:" + people.identity(),
                () -> people.name() + "/" + people.identity(),
                () -> "[\"" + people.identity() + "\"]",
                () -> people.mobile() + "转12",
                () -> "联系人" + people.mobile());
        assertThat(columns).extracting(each -> category("col_1", each)).containsOnly("TEXT");
    }

    @Test
    void codesWithManyDigitsAreNoTextOfPeople() {
        People people = new People(12);
        List<Supplier<String>> columns = List.of(
                () -> "ORD-" + people.digits(8) + "-" + people.digits(4),
                () -> "LOT" + people.digits(15),
                () -> people.day() + "/" + people.digits(6),
                () -> "PAGE-" + people.digits(16));
        assertThat(columns)
                .map(each -> classify("col_1", each))
                .allMatch(proposal -> proposal.category().isEmpty() && proposal.review() == Review.NOT_NEEDED);
    }

    @Test
    @Tag("torture")
    void fewOrdinaryColumnsAreFlagged() {
        List<String> flagged = new ArrayList<>();
        int columns = 0;
        for (int seed = 0; seed < 3; seed++) {
            for (Map.Entry<String, Supplier<String>> column :
                    OrdinaryColumns.all(new Random(seed)).entrySet()) {
                columns++;
                Proposal proposal = classify(column.getKey(), column.getValue());
                boolean ordinary = proposal.category()
                        .filter(code -> !code.equals("TEXT") && !code.equals("DATE"))
                        .isEmpty();
                if (!ordinary || proposal.review() == Review.NEEDED) {
                    flagged.add(column.getKey() + " as " + proposal);
                }
            }
        }
        assertThat(flagged).hasSizeLessThanOrEqualTo((int) (0.01 * columns));
    }

    @Test
    void aFewIdentityNumbersAskForAPerson() {
        People people = new People(9);
        Random random = new Random(9);
        Proposal proposal = classify("code", () -> random.nextInt(20) == 0 ? people.identity() : people.record());
        assertThat(proposal.review()).isEqualTo(Review.NEEDED);
    }

    @Test
    void aNameOfAColumnAloneIsBelievedAndReviewed() {
        Proposal proposal = classify("身份证号", () -> "不详");
        assertThat(proposal.category()).contains("RID");
        assertThat(proposal.review()).isEqualTo(Review.NEEDED);
    }

    @Test
    void identityNumbersInAnInsuranceColumnAreIdentityNumbers() {
        People people = new People(5);
        assertThat(category("医保卡号", people::identity)).isEqualTo("RID");
    }

    @Test
    void longTextsAreTextAndAreSearched() {
        People people = new People(6);
        Proposal proposal = classify(
                "extra", () -> "患者" + people.name() + "因反复咳嗽咳痰伴气促三年加重一周入院，联系电话" + people.mobile() + "，完善相关检查。");
        assertThat(proposal.category()).contains("TEXT");
        assertThat(proposal.evidence().inside()).isGreaterThan(0.9);
    }

    /** By shares in a hundred values of detectors and traits: what is proposed, how surely, and whether a person has to look. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a check digit, in half of the values or in some
                "x       | PRC18=100           | RID PRC18 0.95 NOT_NEEDED",
                "x       | PRC18=50            | RID PRC18 0.90 NOT_NEEDED",
                "x       | PRC18=49            | - 0.00 NEEDED",
                "x       | PRC18=1             | - 0.00 NEEDED",
                "x       | PRC18=0             | - 0.00 NOT_NEEDED",
                "身份证号  | PRC18=100           | RID PRC18 1.00 NOT_NEEDED",
                "身份证号  | PRC18=50            | RID PRC18 0.95 NOT_NEEDED",
                "身份证号  | PRC18=49            | RID 0.50 NEEDED",
                // one that chance gives, too: nine of nine are more
                "x       | TWID=60 shape:TWID=100 | RID TWID 0.91 NOT_NEEDED",
                "x       | TWID=9 shape:TWID=9  | - 0.00 NEEDED",
                "x       | TWID=9 shape:TWID=90 | - 0.00 NOT_NEEDED",
                "x       | CARD=60 shape:CARD=100 | BANK CARD 0.82 NOT_NEEDED",
                "x       | IMEI=60 shape:IMEI=100 | NETID IMEI 0.72 NEEDED",
                "x       | IMEI=49 shape:IMEI=50 | - 0.00 NEEDED",
                // a form of its own
                "x       | MOBILE=50           | PHONE MOBILE 0.80 NOT_NEEDED",
                "x       | MOBILE=49           | - 0.00 NOT_NEEDED",
                "手机     | MOBILE=50           | PHONE MOBILE 0.85 NOT_NEEDED",
                "手机     | MOBILE=49           | PHONE 0.50 NEEDED",
                "x       | NAME_WORDS=60       | NAME NAME_WORDS 0.82 NEEDED",
                "姓名     | NAME_WORDS=60       | NAME NAME_WORDS 0.87 NOT_NEEDED",
                // a form that much else has
                "x       | AGE=100             | - 0.00 NOT_NEEDED",
                "年龄     | AGE=40              | AGE AGE 0.80 NOT_NEEDED",
                "年龄     | AGE=30              | AGE AGE 0.77 NOT_NEEDED",
                "年龄     | AGE=29              | AGE 0.50 NEEDED",
                "诊断     | ICD10=40            | SPDIS ICD10 0.80 NOT_NEEDED",
                // a name alone; where no form is known, it is all there can be
                "宗教     | PRC18=0             | BELIEF 0.70 NOT_NEEDED",
                "备注     | PRC18=0             | TEXT 0.70 NOT_NEEDED",
                "备注     | LONG=51             | TEXT 0.90 NOT_NEEDED",
                "备注     | LONG=50             | TEXT 0.70 NOT_NEEDED",
                "备注     | LONG_HAN=51         | TEXT 0.90 NOT_NEEDED",
                "x       | LONG=51             | TEXT LONG 0.70 NOT_NEEDED",
                "x       | LONG_HAN=51         | TEXT LONG 0.70 NOT_NEEDED",
                "x       | LONG=50 LONG_HAN=50 | - 0.00 NOT_NEEDED",
                "x       | LONG=60 MOBILE=60   | PHONE MOBILE 0.82 NOT_NEEDED",
                "x       | LONG=40 SEARCHED=9 FOUND_INSIDE=1 | - 0.00 NEEDED",
                // of two the more sensitive, then the earlier in the table, then the surer
                "x       | MOBILE=60 PRC18=60  | RID PRC18 0.91 NOT_NEEDED",
                "x       | MOBILE=60 EMAIL=100 | PHONE MOBILE 0.82 NOT_NEEDED",
                "x       | MOBILE=60 NORTH_AMERICAN=70 | PHONE NORTH_AMERICAN 0.84 NOT_NEEDED",
                "x       | EMAIL=60 PLATE=60   | EMAIL EMAIL 0.82 NOT_NEEDED",
            })
    void decidesByShares(String header, String shares, String decided) {
        Proposal proposal = new ColumnClassifier(code -> code.equals("RID") ? 3 : 2, List.of(), List.of())
                .classify(header, tally(shares));
        assertThat(said(proposal)).isEqualTo(decided);
    }

    @Test
    void saysWhatSpeaksForIt() {
        Proposal proposal = classifier().classify("姓名", tally("NAME_WORDS=60 PRC18=20 SEARCHED=10 FOUND_INSIDE=4"));
        assertThat(proposal.evidence()).isEqualTo(new Proposal.Evidence(Optional.of("NAME"), 0.6, 0.2, 0.6, 0.4, 100));
        assertThat(classifier()
                        .classify("x", tally("PRC18=20 SEARCHED=10 FOUND_INSIDE=4"))
                        .evidence())
                .isEqualTo(new Proposal.Evidence(Optional.empty(), 0, 0.2, 0, 0.4, 100));
    }

    /** Of a form that the law gives, and of what a model finds: half of the values decide, one in a hundred asks for a look. */
    @ParameterizedTest
    @CsvSource({
        "100, CARDNO FORM 0.90 NOT_NEEDED, KIN MODEL 0.80 NEEDED",
        "50, CARDNO FORM 0.80 NOT_NEEDED, KIN MODEL 0.70 NEEDED",
        "49, - 0.00 NEEDED, - 0.00 NEEDED",
        "1, - 0.00 NEEDED, - 0.00 NEEDED",
        "0, - 0.00 NOT_NEEDED, - 0.00 NOT_NEEDED",
    })
    void decidesByFormsOfTheLawAndByModels(int share, String byForm, String byModel) {
        ColumnClassifier classifier = new ColumnClassifier(
                code -> 3,
                List.of(new IdentifierForm("CARDNO", "ZY[0-9]{8}")),
                List.of(new NameModel("/m", "m", "0", Map.of("person", "KIN"), 0.5)));
        assertThat(said(classifier.classify("x", tally("own:0=" + share)))).isEqualTo(byForm);
        assertThat(said(classifier.classify("x", tally("own:1=" + share)))).isEqualTo(byModel);
    }

    private static String said(Proposal proposal) {
        return String.format(
                Locale.ROOT,
                "%s%s %.2f %s",
                proposal.category().orElse("-"),
                proposal.subtype().isEmpty() ? "" : " " + proposal.subtype(),
                proposal.confidence(),
                proposal.review());
    }

    /** A hundred values, so many of which have each trait. */
    private static ColumnTally tally(String shares) {
        ColumnTally tally = new ColumnTally();
        for (int i = 0; i < 100; i++) {
            long traits = 0;
            for (String share : shares.split(" ")) {
                String[] parts = share.split("=");
                traits |= i < Integer.parseInt(parts[1]) ? 1L << place(parts[0]) : 0;
            }
            tally.add(traits, 1);
        }
        return tally;
    }

    private static int place(String trait) {
        return switch (trait) {
            case "LONG" -> Long.numberOfTrailingZeros(ValueTraits.LONG);
            case "LONG_HAN" -> Long.numberOfTrailingZeros(ValueTraits.LONG_HAN);
            case "SEARCHED" -> Long.numberOfTrailingZeros(ValueTraits.SEARCHED);
            case "FOUND_INSIDE" -> Long.numberOfTrailingZeros(ValueTraits.FOUND_INSIDE);
            case "own:0" -> ValueTraits.own(0);
            case "own:1" -> ValueTraits.own(1);
            default ->
                trait.startsWith("shape:")
                        ? ValueTraits.shape(detector(trait.substring("shape:".length())))
                        : Detectors.all().indexOf(detector(trait));
        };
    }

    private static Detector detector(String subtype) {
        return Detectors.all().stream()
                .filter(each -> each.subtype().equals(subtype))
                .findFirst()
                .orElseThrow();
    }

    private static double rate(String category, String subtype, Supplier<String> values) {
        Detector detector = Detectors.all().stream()
                .filter(each ->
                        each.category().equals(category) && each.subtype().equals(subtype))
                .findFirst()
                .orElseThrow();
        int hits = 0;
        for (int i = 0; i < VALUES; i++) {
            hits += detector.matches(values.get()) ? 1 : 0;
        }
        return (double) hits / VALUES;
    }

    private static String category(String header, Supplier<String> values) {
        return classify(header, values).category().orElse("-");
    }

    private static Proposal classify(String header, Supplier<String> values) {
        ColumnTally tally = new ColumnTally();
        for (int i = 0; i < 2000; i++) {
            tally.add(values.get());
        }
        return classifier().classify(header, tally);
    }

    private static ColumnClassifier classifier() {
        return new ColumnClassifier(
                code -> PACK.category(code)
                        .map(category -> category.standing().level().orElse(0))
                        .orElse(0),
                List.of(),
                List.of());
    }
}
