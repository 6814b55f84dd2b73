package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderHintsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "product.family",
                "gene_family",
                "fluids.given",
                "dose.given",
                "production.line",
                "therapy.line",
                "name.use",
                "test.order"
            })
    void aPartOfNothingPersonalIsNoNameAndNoAddress(String path) {
        assertThat(HeaderHints.of(path).filter(category -> category.equals("NAME") || category.equals("ADDR")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip_address.city", "mac_address.text", "email_address.text"})
    void anAddressOfAMachineIsNoPlace(String path) {
        assertThat(HeaderHints.of(path)).isNotEqualTo(Optional.of("ADDR"));
    }

    @ParameterizedTest
    @CsvSource({
        "id_last4,RID",
        "id_card_first6,RID",
        "idPrefix,RID",
        "last_4_of_ssn,RID",
        "card_last4,BANK",
        "mobile_tail,PHONE",
        "phone_last_4_digits,PHONE",
        "gps_e,TRACK",
        "y坐标,TRACK",
        "zipc,ADDR"
    })
    void aPartOfANumberIsAsSensitiveAsTheNumber(String header, String category) {
        assertThat(HeaderHints.of(header)).contains(category);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Code postal",
                "code_postal",
                "Código postal",
                "Cod. postal",
                "Codice di avviamento postale",
                "Codice postale",
                "Postnummer",
                "Postleitzahl",
                "PLZ",
                "Kod pocztowy",
                "Posta kodu",
                "CP",
                "CP domicile",
                "Code postal patient",
                "NPA",
                "CAP",
                "CAP residenza",
                "postnr",
                "Post-Nr.",
                "PLZ Wohnort",
                "Heimat_PLZ",
                "patient_postcode",
                "Postcode"
            })
    void aPostcodeIsAnAddressInEachLanguage(String header) {
        assertThat(HeaderHints.of(header)).contains("ADDR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code",
                "code_pos",
                "postop_code",
                "codage",
                "postnatal",
                "cp_level",
                "cap_refill",
                "caption",
                "post_note",
                "zipper"
            })
    void whatOnlyBeginsAlikeIsNone(String header) {
        assertThat(HeaderHints.of(header)).isNotEqualTo(Optional.of("ADDR"));
    }
}
