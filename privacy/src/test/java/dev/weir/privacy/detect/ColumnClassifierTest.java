package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.Proposal.Review;
import dev.weir.privacy.law.LawPack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

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

    @Test
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

    @Test
    void talliesOfPartsAddUp() {
        People people = new People(8);
        ColumnTally whole = new ColumnTally();
        ColumnTally odd = new ColumnTally();
        ColumnTally even = new ColumnTally();
        for (int i = 0; i < 1000; i++) {
            String value = i % 3 == 0 ? people.identity() : people.name();
            whole.add(value);
            (i % 2 == 0 ? even : odd).add(value);
        }
        even.add(odd);
        ColumnClassifier classifier = classifier();
        assertThat(classifier.classify("x", even)).isEqualTo(classifier.classify("x", whole));
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
        return new ColumnClassifier(code -> PACK.category(code)
                .map(category -> category.standing().level().orElse(0))
                .orElse(0));
    }
}
