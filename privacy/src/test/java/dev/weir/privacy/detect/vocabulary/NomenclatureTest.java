package dev.weir.privacy.detect.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.LeakScan;
import dev.weir.privacy.detect.TextScanner;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written by a nomenclature is no name, and nothing else is. */
class NomenclatureTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cc1ncc(COP(=O)(O)O)c(C=O)c1O",
                "CCOP(=S)(OCC)SCSP(=S)(OCC)OCC",
                "C1[C@@H]2[C@H](COS(=O)O1)[C@@]3(C(=C([C@]2(C3(Cl)Cl)Cl)Cl)Cl)Cl",
                "COc1cc2ncnc(Nc3ccc(F)c(Cl)c3)c2cc1NC(=O)C=C.Cl",
                "O=[N+]([O-])[O-].O=[N+]([O-])[O-].[Mg+2]",
                "O=P(Cl)(Cl)Cl",
                "C(=C/Cl)\\Cl",
                "InChI=1S/C19H19N7O2/c1-3-16(27)22-12-5-4-6-14(9-12)28-18-15-7-8-20-17(15)24-19(25-18)23-13-10-21-26(2)11-13/h4-11H,3H2,1-2H3",
                "InChI=1S/C20H28FN9O2/c1-6-15(31)23-13-9-29(7-12(13)21)20-25-17/t12-,13-/m1/s1",
                "1-bromo-pentane",
                "oct-1-ene",
                "diethyl butanedioate",
                "4-chlorophenyl)sulfanylmethylsulfanyl-diethoxy-thioxo-$l^{5}-phosphane",
                "chloro-difluoro-methane",
                "Giga/L",
                "Li-Heparin",
                "国药准字S83996382",
                "Na-Citrat, Li-Heparin Plasma",
                "MR Unsafe",
                "Human TNF-alpha DuoSet",
                "Body mass index (BMI) [Ratio]",
                "p.o.",
                "500 mg p.o. b.i.d.",
                "N. gonorrhoeae",
                "grew Klebsiella pneumoniae and E. coli"
            })
    void whatANomenclatureWritesHoldsNothing(String text) {
        assertThat(TextScanner.standard().find(text)).isEmpty();
        assertThat(new LeakScan("").mayCallPerson(text)).isFalse();
    }

    /** Beside a structure, within it, or spelled with atoms. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CC(=O)Oc1ccccc1C(=O)O made by Zhang Wei",
                "CC(=O)O,13800138000",
                "CC(=O)O 13800138000",
                "InChI=1S/C2H6O/c1-2-3 call 13800138000",
                "CC(=O)N zhang.wei@example.org",
                "Dr. John Smith",
                "Emily Johnson p.o.",
                "Li Na, Li-Heparin",
                "Heparin by Li Wei",
                "国药准字S83996382 13800138000",
                "13800138000"
            })
    void whatElseStandsThereIsFound(String text) {
        assertThat(TextScanner.standard().find(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bob(Coon)",
                "Nico(Son)",
                "NICO(SON)",
                "Simone",
                "carbone",
                "idaline",
                "Ethan",
                "alanine",
                "J. santos",
                "N. garcia",
                "Anna coli",
                "P.O.",
                "Giga",
                "C13800138000",
                "CC(=O)[13800138000C]",
                "InChI=1S/C2H6O/c13800138000",
                "1-bromo-13800138000-pentane",
                "coco",
                "benoit",
                "(138)0013-8000",
                "C1C2(Li)",
                "B=Wang",
                "CC(=O)Wang"
            })
    void whatIsNoneToItsLastSignStays(String text) {
        assertThat(Nomenclature.blanked(text)).isEqualTo(text);
    }

    /** Whatever atoms spell it. */
    @Property(tries = 2000)
    void noWordOfLettersIsAStructure(
            @ForAll @CharRange(from = 'A', to = 'Z') @CharRange(from = 'a', to = 'z') @StringLength(max = 20)
                    String word) {
        assertThat(Smiles.is(word)).isFalse();
    }

    @Property(tries = 500)
    void eachPlaceStaysTheSame(@ForAll @CharRange(from = ' ', to = 'z') @StringLength(max = 400) String text) {
        assertThat(Nomenclature.blanked(text)).hasSameSizeAs(text);
    }
}
