package dev.weir.privacy.mask.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.TestKeys;
import dev.weir.privacy.mask.text.TextMask;
import dev.weir.privacy.validate.CheckDigit;
import dev.weir.privacy.validate.MobileNumber;
import dev.weir.privacy.validate.ResidentIdentity;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.validator.routines.EmailValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurrogateTest {

    private static final WorkspaceKey KEY = TestKeys.random();
    private static final WorkspaceKey OTHER = TestKeys.random();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");

    @Property
    void makesAnIdentityNumberThatIsValidAndNobodys(@ForAll("identities") String identity) {
        String made = surrogate("RID", identity);
        LocalDate born = LocalDate.parse(identity.substring(6, 14), DATE);
        assertThat(ResidentIdentity.isValid(made, born)).isTrue();
        assertThat(made.substring(0, 2)).isEqualTo(identity.substring(0, 2));
        assertThat(made.substring(2, 4)).isEqualTo("99");
        assertThat(Integer.parseInt(made.substring(6, 10))).isEqualTo(born.getYear() / 5 * 5);
        assertThat(made.charAt(16) % 2).isEqualTo(identity.charAt(16) % 2);
        assertThat(made).isNotEqualTo(identity);
        assertThat(surrogate("RID", " " + identity.toLowerCase(Locale.ROOT))).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({
        "150102880730303, '1599[0-9]{2}85[0-9]{4}[0-9]{2}[13579]'",
        "932682198501010017, '932000198501[0-9]{5}[0-9X]'",
        "81000019980902013X, '8199[0-9]{2}1995[0-9]{7}[0-9X]'",
        "110105194912310021, '\\[RID]'",
        "A123456(3), '\\[RID]'",
        "13800138000, '\\[RID]'"
    })
    void makesIdentityNumbersOfEachForm(String identity, String pattern) {
        assertThat(surrogate("RID", identity)).matches(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "13800138000, '179[0-9]{8}'",
        "+86 138-0013-8000, '179[0-9]{8}'",
        "010-62781234, '010-0[0-9]{7}'",
        "(0755) 2678123, '0755-0[0-9]{6}'",
        "62781234, '0[0-9]{7}'",
        "400-800-1234, '\\[PHONE]'",
        "none, '\\[PHONE]'"
    })
    void makesTelephoneNumbersThatNobodyHas(String number, String pattern) {
        assertThat(surrogate("PHONE", number)).matches(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "H0012345, 'H[0-9]{7}'",
        "(AB)-12.34/56, '\\(AB\\)-[0-9]{2}\\.[0-9]{2}/[0-9]{2}'",
        "123456, '[0-9]{6}'",
        "12345, '\\[MRN]'",
        "ABCD123456, 'ABCD[0-9]{6}'",
        "ABCDE123456, '\\[MRN]'",
        "123456A, '\\[MRN]'"
    })
    void makesCodesOfTheSameForm(String code, String pattern) {
        assertThat(surrogate("MRN", code)).matches(pattern).isNotEqualTo(code);
    }

    @Test
    void makesMobilesThatPassForMobiles() {
        for (long number = 13800138000L; number < 13800138500L; number++) {
            assertThat(MobileNumber.isValid(surrogate("PHONE", Long.toString(number))))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "li.wei@example.com, '[a-z2-9]{12}@example\\.org'",
        "LI.WEI@EXAMPLE.COM, '[a-z2-9]{12}@example\\.org'",
        "李伟, '\\[EMAIL]'"
    })
    void makesEmailAddressesThatGoNowhere(String address, String pattern) {
        String made = surrogate("EMAIL", address);
        assertThat(made).matches(pattern);
        assertThat(made.startsWith("[") || EmailValidator.getInstance().isValid(made))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "广东省深圳市南山区科技园路1号, '广东省深圳市\\p{IsHan}+[0-9]{1,3}号'",
        "北京市海淀区中关村大街27号, '北京市\\p{IsHan}+[0-9]{1,3}号'",
        "江苏省昆山市, '\\[ADDR]'",
        "'1 Main Street, Springfield', '\\[ADDR]'"
    })
    void makesAddressesInTheSameCity(String address, String pattern) {
        assertThat(surrogate("ADDR", address)).matches(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "张三, '\\p{IsHan}{2}'",
        "欧阳娜娜, '\\p{IsHan}{4}'",
        "张, '\\p{IsHan}'",
        "'欧阳　娜娜', '\\p{IsHan}{4}'",
        "阿依古丽·买买提, '\\p{IsHan}{4}·\\p{IsHan}{3}'",
        "John Smith, '[A-Z][a-z]+ [A-Z][a-z]+'",
        "'SMITH, JOHN Q.', '[A-Z]+, [A-Z]+ [A-Z]\\.'",
        "某某某某某, '\\[NAME]'",
        "张3, '\\[NAME]'",
        "'', '\\[NAME]'"
    })
    void makesNamesOfTheSameScriptAndLength(String name, String pattern) {
        assertThat(surrogate("NAME", name)).matches(pattern).isNotEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"王秀芳, FEMALE", "李婷婷, FEMALE", "赵国强, MALE", "陈志刚, MALE", "周子涵, NONE"})
    void makesNamesOfTheSameSex(String name, SurrogateNames.Sex sex) {
        String given = surrogate("NAME", name).substring(1);
        assertThat(given.chars().mapToObj(c -> SurrogateNames.sex((char) c))).containsOnly(sex);
    }

    @Property
    void isStableForItsKeyAndAnotherForAnother(@ForAll("identities") String identity) {
        TextMask mask = open(KEY, "clinical", "RID");
        byte[] first = mask.mask(utf8(identity));
        mask.mask(utf8("13800138000"));
        assertThat(mask.mask(utf8(identity))).isEqualTo(first);
        assertThat(open(KEY, "clinical", "RID").mask(utf8(identity))).isEqualTo(first);
    }

    @Test
    void isOneForAHanNameWithSpacesAndWithout() {
        assertThat(surrogate("NAME", "欧阳 娜娜")).isEqualTo(surrogate("NAME", "欧阳娜娜"));
    }

    @Test
    void differsBetweenKeysAndProducts() {
        Set<String> made = new HashSet<>();
        for (WorkspaceKey key : new WorkspaceKey[] {KEY, OTHER}) {
            for (String product : new String[] {"clinical", "trial"}) {
                made.add(text(open(key, product, "EMAIL").mask(utf8("li.wei@example.com"))));
            }
        }
        assertThat(made).hasSize(4);
    }

    @Provide
    Arbitrary<String> identities() {
        return Combinators.combine(
                        Arbitraries.of("110105", "440305", "659001", "820000"),
                        Arbitraries.longs()
                                .between(
                                        LocalDate.of(1900, 1, 1).toEpochDay(),
                                        LocalDate.of(2026, 11, 1).toEpochDay()),
                        Arbitraries.strings().withChars("0123456789").ofLength(3))
                .as((region, day, order) ->
                        checked(region + LocalDate.ofEpochDay(day).format(DATE) + order));
    }

    static String checked(String seventeen) {
        byte[] digits = new byte[17];
        for (int i = 0; i < 17; i++) {
            digits[i] = (byte) (seventeen.charAt(i) - '0');
        }
        return seventeen + (char) CheckDigit.identity(digits);
    }

    private static String surrogate(String category, String value) {
        return text(open(KEY, "clinical", category).mask(utf8(value)));
    }

    private static TextMask open(WorkspaceKey key, String product, String category) {
        return MaskRecipe.of(Mask.parse("surrogate"), key, new PseudonymDomain(product, category))
                .open();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
