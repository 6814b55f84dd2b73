package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.vocabulary.Vocabulary;
import dev.weir.privacy.validate.CheckDigit;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.validator.routines.checkdigit.VerhoeffCheckDigit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values identify nobody by themselves, and that names, numbers and addresses of people are none of them. */
class VocabularyTest {

    private static boolean is(Vocabulary vocabulary, String value) {
        return (Vocabulary.of(value) & vocabulary.bit()) != 0;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNIT | mmol/L; 10^9/L; ×10⁹/L; 10*12/L; IU/L; U/mL; μmol/L; g/L; %; ‰; mmHg; ℃; 次/分; mL/min/1.73m2; fL; s; /nothing:no; 毫摩尔/升:no; 5:no; 13800138000:no",
                "RESULT | <0.5; 3.5-5.5; ≥100; 1:40; ++; (+); 3.2↑; 120/80; 3.5-11.0 10^9/L; 12.34 10^9/L; 11.5-17.5 g/dL; 7-56 U/L; 360.56IU/L; 304.99 (IU/L); 7.1G/L; 405.97x10^9/L; 1.85 mg per dL; 2.93milligrams/dL; 0-0 titre; 36-37C; 37-37.75C; 99-99.9F/37.2-37.75C; <BLQ; BLQ; <LLOQ; <0.5 mg/L; 0.101566224882241; 1001A:no; 12A/B:no; 701-1015A:no; 36-37A:no; 5.2024 g:no; 2024.05 g:no; 10-2023 mg:no; 12 May:no; 93years:no; 12.5.24 mg:no; 2024-03-05 mg:no; 阴性; 弱阳性; 2024-03:no; 2024-11:no; 010-88886666:no; 13800138000:no; 0571-1234:no",
                "CODE | E11.9; 2345-7; C09AA03; CHEMBL25; 64-17-5; 73211009; ENSG00000139618; rs429358; HP:0001250; CVCL_0320; RRID:AB_2313567; AB_1234:no; SCR_000101:no; 2345-6:no; 64-17-6:no; 73211008:no; P0001:no; 10000032:no",
                "STRUCTURE | CC(=O)Oc1ccccc1C(=O)O; c1ccccc1; BSYNRYMUTXBXSQ-UHFFFAOYSA-N; InChI=1S/CH4/h1H4; Simon:no; Bob:no; A-12:no",
                "WORDS | Headache; Injection site reaction; Planned Maximum Age of Subjects; 白细胞计数; 标本溶血; 患者空腹采血; Crohn's disease; Losartan; paracetamol; Insulin glargine; Amlodipine 5mg; 氨氯地平片; 头孢曲松钠; 脑梗死; 高血压病3级; Rash maculo-papular; 5期:no; 12号:no; 王建国片:no; Paloma:no; Bjorksten:no; P0001A:no; Rose Brown:no; Mark Hill:no; Kowalczyk:no; 王建国:no; 李娜:no; Wang Xiaoming:no; call 13800138000:no; 请联系王建国医生:no"
            })
    void knowsItsValuesAndNoOthers(Vocabulary vocabulary, String values) {
        for (String value : values.split("; ")) {
            boolean isNone = value.endsWith(":no");
            String plain = value.replace(":no", "");
            assertThat(is(vocabulary, plain))
                    .as("%s is of %s", plain, vocabulary)
                    .isEqualTo(!isNone);
        }
    }

    @Test
    void usualNamesAreKnownInAnyCase() {
        assertThat(List.of("karen", "KEVIN", "Susan", "kowalski").stream().allMatch(Vocabulary::isUsualName))
                .isTrue();
        assertThat(List.of("rose", "ALT", "control", "mg", "").stream().noneMatch(Vocabulary::isUsualName))
                .isTrue();
    }

    @Test
    void wordsOfFormsInOtherLanguagesAreWords() {
        for (String words : List.of(
                "Kontrolle",
                "Sehr gut",
                "Fachhochschulreife",
                "Ja, Wechselschicht",
                "trouvée morte",
                "régime normal",
                "Nunca",
                "Spanish",
                "Universität",
                "全麻")) {
            assertThat(Vocabulary.of(words) & Vocabulary.WORDS.bit()).as(words).isNotZero();
        }
        for (String name : List.of(
                "Braun",
                "Herbst",
                "Licht",
                "Schwarz",
                "Steinbach",
                "Weingarten",
                "Winterhalter",
                "Sommerfeld",
                "Hölzle",
                "Rosenthal",
                "seen by Braun",
                "Petit",
                "王芳")) {
            assertThat(Vocabulary.of(name) & Vocabulary.WORDS.bit()).as(name).isZero();
        }
    }

    @Test
    void stagesOfDiseasesArePublishedCodes() {
        for (String stage : List.of("T2N1M0", "pT3N2a", "cT1cN0M0", "pT4aN1M1", "A2F3", "G3P1A0", "G2P1")) {
            assertThat(Vocabulary.of(stage) & Vocabulary.CODE.bit()).as(stage).isNotZero();
        }
        for (String code : List.of("T2-104", "A12F3", "TN71001", "G3", "P1", "A7F9", "T12N33")) {
            assertThat(Vocabulary.of(code) & Vocabulary.CODE.bit()).as(code).isZero();
        }
    }

    @Test
    void thousandPeopleAreOfNoVocabulary() {
        People people = new People(42);
        List<Supplier<String>> whatIdentifies = List.of(
                people::name,
                people::mobile,
                people::landline,
                people::identity,
                people::card,
                people::email,
                people::plate,
                people::record);
        for (Supplier<String> one : whatIdentifies) {
            long known = 0;
            for (int i = 0; i < 1_000; i++) {
                known += Vocabulary.of(one.get()) != 0 ? 1 : 0;
            }
            assertThat(known).as("of 1,000, such as %s", one.get()).isLessThan(100);
        }
    }

    @Property
    void verhoeffIsThatOfCommonsValidator(@ForAll @LongRange(min = 10) long number) {
        String digits = String.valueOf(number);
        assertThat(CheckDigit.isVerhoeff(digits)).isEqualTo(VerhoeffCheckDigit.VERHOEFF_CHECK_DIGIT.isValid(digits));
    }
}
