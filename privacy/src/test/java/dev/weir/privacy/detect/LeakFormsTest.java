package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A column that says it holds nobody, and holds somebody in each of its values, in one of the forms in which people write. */
class LeakFormsTest {

    private static final int VALUES = 1000;

    static Stream<Arguments> forms() {
        People people = new People(20261122);
        return Stream.of(
                form("identity", LeakKind.IDENTITY, people::identity),
                form("identity, full-width", LeakKind.IDENTITY, () -> fullWidth(people.identity())),
                form("identity, Arabic-Indic digits", LeakKind.IDENTITY, () -> arabic(people.identity())),
                form("mobile, Arabic-Indic digits", LeakKind.PHONE, () -> arabic(people.mobile())),
                form("identity, spaced", LeakKind.IDENTITY, () -> grouped(people.identity(), " ", 6, 8, 4)),
                form("identity, dashed", LeakKind.IDENTITY, () -> grouped(people.identity(), "-", 6, 8, 4)),
                form("identity, in fours", LeakKind.IDENTITY, () -> grouped(people.identity(), " ", 3, 3, 4, 4, 4)),
                form(
                        "identity, lower case",
                        LeakKind.IDENTITY,
                        () -> people.identity().toLowerCase(Locale.ROOT)),
                form("identity, zero-width", LeakKind.IDENTITY, () -> unseen(people.identity())),
                form("identity of 15", LeakKind.DOCUMENT, () -> old(people.identity())),
                form("identity in a sentence", LeakKind.IDENTITY, () -> "患者" + people.identity() + "，复诊"),
                form("Hong Kong", LeakKind.DOCUMENT, () -> hongKong(people)),
                form("Taiwan", LeakKind.DOCUMENT, () -> taiwan(people)),
                form("Hong Kong, with blanks", LeakKind.DOCUMENT, () -> hongKong(people, "$1 $2$3 ($4)")),
                form("Hong Kong, hyphens", LeakKind.DOCUMENT, () -> hongKong(people, "$1-$2$3-$4")),
                form("Hong Kong, square brackets", LeakKind.DOCUMENT, () -> hongKong(people, "$1$2$3[$4]")),
                form("Hong Kong, a slash", LeakKind.DOCUMENT, () -> hongKong(people, "$1$2$3/$4")),
                form("Hong Kong, a dot", LeakKind.DOCUMENT, () -> hongKong(people, "$1$2.$3($4)")),
                form("Hong Kong in a sentence", LeakKind.DOCUMENT, () -> hongKong(people, "document $1 $2$3 ($4)")),
                form(
                        "Taiwan, with blanks",
                        LeakKind.DOCUMENT,
                        () -> taiwan(people).replaceAll("(?<=^.)|(?=(...){1,2}$)", " ")),
                form("Taiwan, hyphens", LeakKind.DOCUMENT, () -> taiwan(people).replaceAll("(?=(...){1,2}$)", "-")),
                form(
                        "Macao, a blank",
                        LeakKind.DOCUMENT,
                        () -> people.any("1", "5", "7") + people.digits(6) + " (" + people.digits(1) + ")"),
                form("Macao in a sentence", LeakKind.DOCUMENT, () -> "持证 1" + people.digits(6) + "(5) 就诊"),
                form("IBAN, dashed", LeakKind.BANK, () -> grouped(iban(people), "-", 4, 4, 4, 4, 4, 2)),
                form("IBAN, dotted", LeakKind.BANK, () -> grouped(iban(people), ".", 4, 4, 4, 4, 4, 2)),
                form(
                        "IBAN, its country apart",
                        LeakKind.BANK,
                        () -> iban(people).replaceFirst("DE", "DE-")),
                form("address, a blank behind each character", LeakKind.ADDRESS, () -> apart(people.address(), " ")),
                form("name, a dot in it", LeakKind.NAME, () -> people.name().replaceFirst("^.", "$0·")),
                form("plate with a stop", LeakKind.PLATE, () -> parted(people.plate(), ".")),
                form("landline with a stop", LeakKind.PHONE, () -> "028." + people.any("5", "8") + people.digits(7)),
                form("identity, digits in parentheses", LeakKind.IDENTITY, () -> signs(people.identity(), 0x2474)),
                form("card, digits in parentheses", LeakKind.BANK, () -> signs(people.card(), 0x2474)),
                form(
                        "identity of 15, digits before stops",
                        LeakKind.DOCUMENT,
                        () -> signs(old(people.identity()), 0x2488)),
                form("identity, numerals of Suzhou", LeakKind.IDENTITY, () -> signs(people.identity(), 0x3021)),
                form("mobile", LeakKind.PHONE, people::mobile),
                form("mobile, dashed", LeakKind.PHONE, () -> grouped(people.mobile(), "-", 3, 4, 4)),
                form("mobile, spaced", LeakKind.PHONE, () -> grouped(people.mobile(), " ", 3, 4, 4)),
                form("mobile, dotted", LeakKind.PHONE, () -> grouped(people.mobile(), ".", 3, 4, 4)),
                form("mobile, full-width", LeakKind.PHONE, () -> fullWidth(people.mobile())),
                form("mobile, zero-width", LeakKind.PHONE, () -> unseen(people.mobile())),
                form("mobile, 0086", LeakKind.PHONE, () -> "0086" + people.mobile()),
                form("mobile, +86", LeakKind.PHONE, () -> "+86 " + grouped(people.mobile(), " ", 3, 4, 4)),
                form("mobile in a sentence", LeakKind.PHONE, () -> "家属" + people.mobile() + "联系"),
                form("mobile behind a 0", LeakKind.PHONE, () -> "0" + people.mobile()),
                form("mobile, thousands apart", LeakKind.PHONE, () -> thousands(people.mobile())),
                form(
                        "mobile, as a power of ten",
                        LeakKind.PHONE,
                        () -> String.format(Locale.ROOT, "%.10E", Double.parseDouble(people.mobile()))),
                form("landline", LeakKind.PHONE, people::landline),
                form("landline, its town in brackets", LeakKind.PHONE, () -> "(010)" + people.digits(8)),
                form("card", LeakKind.BANK, people::card),
                form("card, grouped", LeakKind.BANK, () -> grouped(people.card(), " ", 4, 4, 4, 4, 3)),
                form("card, dashed", LeakKind.BANK, () -> grouped(people.card(), "-", 4, 4, 4, 4, 3)),
                form("IBAN", LeakKind.BANK, () -> iban(people)),
                form("IBAN, grouped", LeakKind.BANK, () -> grouped(iban(people), " ", 4, 4, 4, 4, 4, 2)),
                form("e-mail", LeakKind.EMAIL, people::email),
                form("e-mail in a sentence", LeakKind.EMAIL, () -> "write to " + people.email() + ", please"),
                form("address", LeakKind.ADDRESS, people::address),
                form("passport", LeakKind.TRAVEL, () -> people.any("E", "G") + people.digits(8)),
                form("passport with a blank", LeakKind.TRAVEL, () -> people.any("E", "G") + " " + people.digits(8)),
                form("passport, small letters", LeakKind.TRAVEL, () -> people.any("e", "g") + people.digits(8)),
                form("plate", LeakKind.PLATE, people::plate),
                form(
                        "plate, small letters",
                        LeakKind.PLATE,
                        () -> people.plate().toLowerCase(Locale.ROOT)),
                form("plate with a dot", LeakKind.PLATE, () -> parted(people.plate(), "·")),
                form("plate with a blank", LeakKind.PLATE, () -> parted(people.plate(), " ")),
                form("Chinese name", LeakKind.NAME, people::name),
                form("English name", LeakKind.NAME, () -> english(people)),
                form(
                        "English name, reversed",
                        LeakKind.NAME,
                        () -> english(people).replaceFirst("(\\w+) (\\w+)", "$2, $1")),
                form("name in pinyin", LeakKind.NAME, () -> pinyin(people)),
                form(
                        "name in pinyin with tones",
                        LeakKind.NAME,
                        () -> people.any("Wáng", "Zhāng", "Lǐ", "Chén", "Zhào", "Lǚ")
                                + " "
                                + people.any("Mǐn", "Wěi", "Xiùyīng", "Jiànguó", "Hǎo", "Yùlán", "Pèng", "Tāo")
                                + people.any("", "yī", "qǐng", "míng")),
                form("name in a sentence", LeakKind.NAME, () -> "患者" + people.name() + "今日复查，情况稳定。" + people.digits(4)),
                form(
                        "English name in a sentence",
                        LeakKind.NAME,
                        () -> "Seen by Dr. " + english(people) + " for review, visit " + people.digits(4)),
                form("identity, underscores", LeakKind.IDENTITY, () -> grouped(people.identity(), "_", 6, 8, 4)),
                form("identity, commas", LeakKind.IDENTITY, () -> apart(people.identity(), ",")),
                form("identity, digit by digit", LeakKind.IDENTITY, () -> apart(people.identity(), ".")),
                form(
                        "identity, in pairs",
                        LeakKind.IDENTITY,
                        () -> grouped(people.identity(), " ", 2, 2, 2, 2, 2, 2, 2, 2, 2)),
                form(
                        "identity, in a sentence, underscores",
                        LeakKind.IDENTITY,
                        () -> "证件" + grouped(people.identity(), "_", 6, 8, 4) + "已核"),
                form("identity, bars", LeakKind.IDENTITY, () -> grouped(people.identity(), "|", 6, 8, 4)),
                form("identity, colons", LeakKind.IDENTITY, () -> grouped(people.identity(), ":", 6, 8, 4)),
                form("identity, stars", LeakKind.IDENTITY, () -> grouped(people.identity(), "*", 6, 8, 4)),
                form("identity, quotes", LeakKind.IDENTITY, () -> "'" + people.identity()),
                form(
                        "identity, Chinese brackets",
                        LeakKind.IDENTITY,
                        () -> people.identity().replaceFirst("(.{6})(.{8})", "$1【$2】")),
                form(
                        "identity, curly quotes",
                        LeakKind.IDENTITY,
                        () -> people.identity().replaceFirst("(.{6})(.{8})", "$1\u201c$2\u201d")),
                form(
                        "identity, one Chinese comma",
                        LeakKind.IDENTITY,
                        () -> people.identity().replaceFirst("(.{6})", "$1、")),
                form("identity, dark circles", LeakKind.IDENTITY, () -> circled(people.identity())),
                form("mobile, dark circles", LeakKind.PHONE, () -> circled(people.mobile())),
                form("identity, TABs", LeakKind.IDENTITY, () -> grouped(people.identity(), "\t", 6, 8, 4)),
                form("identity, lines", LeakKind.IDENTITY, () -> grouped(people.identity(), "\r\n", 6, 8, 4)),
                form(
                        "English name, underscore",
                        LeakKind.NAME,
                        () -> english(people).replace(' ', '_')),
                form("English name, dot", LeakKind.NAME, () -> english(people).replace(' ', '.')),
                form(
                        "English name, as in DICOM",
                        LeakKind.NAME,
                        () -> english(people)
                                .replaceFirst("(\\w+) (\\w+)", "$2^$1")
                                .toUpperCase(Locale.ROOT)),
                form("identity, Chinese numerals", LeakKind.IDENTITY, () -> chinese(people.identity())),
                form("identity, percent-encoded", LeakKind.IDENTITY, () -> percent(people.identity())),
                form("identity, base64", LeakKind.IDENTITY, () -> base64(people.identity())),
                form("identity, hexadecimal", LeakKind.IDENTITY, () -> hexadecimal(people.identity())),
                form("mobile, digit by digit", LeakKind.PHONE, () -> apart(people.mobile(), ".")),
                form("mobile, underscores", LeakKind.PHONE, () -> grouped(people.mobile(), "_", 3, 4, 4)),
                form("mobile, commas", LeakKind.PHONE, () -> grouped(people.mobile(), ",", 3, 4, 4)),
                form("mobile, Chinese numerals", LeakKind.PHONE, () -> chinese(people.mobile())),
                form("mobile, negative", LeakKind.PHONE, () -> "-" + people.mobile()),
                form("mobile, a half", LeakKind.PHONE, () -> people.mobile() + ".5"),
                form("mobile, base64", LeakKind.PHONE, () -> base64(people.mobile())),
                form("mobile, hexadecimal", LeakKind.PHONE, () -> hexadecimal(people.mobile())),
                form("card, a point", LeakKind.BANK, () -> grouped(people.card(), ".", 6, 13)),
                form("card, Chinese numerals", LeakKind.BANK, () -> chinese(people.card())),
                form("e-mail, (at)", LeakKind.EMAIL, () -> people.email().replace("@", "(at)")),
                form("e-mail, [at]", LeakKind.EMAIL, () -> people.email().replace("@", " [at] ")),
                form("e-mail, (dot)", LeakKind.EMAIL, () -> people.email().replace(".", "(dot)")),
                form(
                        "e-mail, (at) (dot)",
                        LeakKind.EMAIL,
                        () -> people.email().replace("@", "(at)").replace(".", " (dot) ")),
                form(
                        "e-mail, blanks",
                        LeakKind.EMAIL,
                        () -> people.email().replace("@", " @ ").replace(".", " . ")),
                form("e-mail, %40", LeakKind.EMAIL, () -> people.email().replace("@", "%40")),
                form(
                        "e-mail of a Chinese host",
                        LeakKind.EMAIL,
                        () -> people.any("zhao", "li", "wang") + people.digits(4) + "@公司.中国"),
                form("mobile in a token", LeakKind.PHONE, () -> token("{\"phone\":\"" + people.mobile() + "\"}")),
                form("e-mail, base64", LeakKind.EMAIL, () -> base64(people.email())),
                form(
                        "e-mail, (at), in a sentence",
                        LeakKind.EMAIL,
                        () -> "write to " + people.email().replace("@", "(at)") + ", please"),
                form("address, base64", LeakKind.ADDRESS, () -> base64(people.address())),
                form("Chinese name, a hyphen", LeakKind.NAME, () -> apart(people.name(), "-")),
                form("Chinese name, an underscore", LeakKind.NAME, () -> apart(people.name(), "_")),
                form("Chinese name, base64", LeakKind.NAME, () -> base64(people.name())),
                form("Chinese name, percent-encoded", LeakKind.NAME, () -> percent(people.name())),
                form("Chinese name, escaped", LeakKind.NAME, () -> escaped(people.name())),
                form(
                        "pinyin, small letters",
                        LeakKind.NAME,
                        () -> pinyin(people).toLowerCase(Locale.ROOT)),
                form(
                        "pinyin, an underscore",
                        LeakKind.NAME,
                        () -> pinyin(people).toLowerCase(Locale.ROOT).replace(' ', '_')),
                form(
                        "pinyin, a dot",
                        LeakKind.NAME,
                        () -> pinyin(people).toLowerCase(Locale.ROOT).replace(' ', '.')),
                form(
                        "pinyin, a hyphen",
                        LeakKind.NAME,
                        () -> pinyin(people).toLowerCase(Locale.ROOT).replace(' ', '-')),
                form(
                        "pinyin, one word",
                        LeakKind.READ_AS_NAME,
                        () -> pinyin(people).toLowerCase(Locale.ROOT).replace(" ", "")),
                form("pinyin, one word with a capital", LeakKind.READ_AS_NAME, () -> {
                    String name = pinyin(people).toLowerCase(Locale.ROOT).replace(" ", "");
                    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void isFound(String name, LeakKind kind, Supplier<String> values) {
        LeakScan scan = new LeakScan("c");
        for (int i = 0; i < VALUES; i++) {
            scan.add(values.get().getBytes(StandardCharsets.UTF_8));
        }
        // The law pack asks for less, but of more different ones.
        List<LeakCounts.Leak> leaks = scan.counts().over(LeakLimit.standard());
        assertThat(leaks).extracting(LeakCounts.Leak::kind).contains(kind);
    }

    static Stream<Arguments> numbers() {
        return forms().filter(form ->
                Set.of(LeakKind.PHONE, LeakKind.BANK, LeakKind.DOCUMENT).contains((LeakKind) form.get()[1]));
    }

    /** Fewer than random numbers are: all other values are text. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    void isFoundBesideText(String name, LeakKind kind, Supplier<String> values) {
        LeakScan scan = new LeakScan("c");
        for (int i = 0; i < VALUES; i++) {
            String value = i % 8 == 0 ? values.get() : i % 3 == 0 ? "未见异常" : "n/a " + i % 7;
            scan.add(value.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(scan.counts().over(LeakLimit.standard()))
                .extracting(LeakCounts.Leak::kind)
                .contains(kind);
    }

    private static Arguments form(String name, LeakKind kind, Supplier<String> values) {
        return Arguments.of(name, kind, values);
    }

    private static String grouped(String text, String separator, int... groups) {
        StringBuilder grouped = new StringBuilder();
        int at = 0;
        for (int group : groups) {
            if (at < text.length()) {
                int end = Math.min(text.length(), at + group);
                grouped.append(at == 0 ? "" : separator).append(text, at, end);
                at = end;
            }
        }
        return grouped.toString();
    }

    /** Each character by itself. */
    private static String apart(String text, String separator) {
        return String.join(separator, text.split(""));
    }

    private static String chinese(String text) {
        StringBuilder chinese = new StringBuilder();
        text.chars().forEach(c -> chinese.append(c >= '0' && c <= '9' ? "〇一二三四五六七八九".charAt(c - '0') : (char) c));
        return chinese.toString();
    }

    private static String circled(String text) {
        StringBuilder circled = new StringBuilder();
        text.chars()
                .forEach(c -> circled.append(
                        c == '0' ? '\u24ff' : c >= '1' && c <= '9' ? (char) ('\u2776' + c - '1') : (char) c));
        return circled.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A JSON Web Token that claims it. */
    private static String token(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2lnbmF0dXJl";
    }

    /** As amounts are written. */
    private static String thousands(String digits) {
        return digits.replaceAll("(?<=\\d)(?=(?:\\d{3})+$)", ",");
    }

    private static String hexadecimal(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String percent(String text) {
        return HexFormat.of().withPrefix("%").withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format(Locale.ROOT, "\\u%04x", c)));
        return escaped.toString();
    }

    private static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c + 0xfee0)));
        return wide.toString();
    }

    private static String arabic(String text) {
        StringBuilder arabic = new StringBuilder();
        text.chars().forEach(c -> arabic.append((char) (c >= '0' && c <= '9' ? c - '0' + 0x660 : c)));
        return arabic.toString();
    }

    private static String unseen(String text) {
        return text.substring(0, 3) + '\u200b' + text.substring(3, 7) + '\ufeff' + text.substring(7);
    }

    /** A plate as it is painted, with something after the letter of its town. */
    private static String parted(String plate, String between) {
        return plate.substring(0, 2) + between + plate.substring(2);
    }

    private static String old(String identity) {
        return identity.substring(0, 6) + identity.substring(8, 17);
    }

    private static String hongKong(People people) {
        String letter = people.any("A", "C", "D", "K", "Z");
        String digits = people.digits(6);
        int sum = 9 * 36 + 8 * (letter.charAt(0) - 'A' + 10);
        for (int i = 0; i < 6; i++) {
            sum += (7 - i) * (digits.charAt(i) - '0');
        }
        int check = (11 - sum % 11) % 11;
        return letter + digits + "(" + (check == 10 ? "A" : String.valueOf(check)) + ")";
    }

    /** @param form letter, twice three digits and check character as $1 to $4 */
    private static String hongKong(People people, String form) {
        return hongKong(people).replaceFirst("(.)(...)(...)\\((.)\\)", form);
    }

    /** Each digit but zero as a sign of its own. */
    private static String signs(String number, int one) {
        return number.chars()
                .map(c -> c > '0' && c <= '9' ? one + c - '1' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String taiwan(People people) {
        String body = people.any("1", "2") + people.digits(7);
        int sum = 1; // of A, which is 10
        for (int i = 0; i < 8; i++) {
            sum += (8 - i) * (body.charAt(i) - '0');
        }
        return "A" + body + (10 - sum % 10) % 10;
    }

    private static String iban(People people) {
        String account = "37040044" + people.digits(10);
        long rest =
                new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).longValue();
        return String.format(Locale.ROOT, "DE%02d%s", 98 - rest, account);
    }

    private static String english(People people) {
        return people.any(
                        "James",
                        "Mary",
                        "Robert",
                        "Patricia",
                        "Michael",
                        "Linda",
                        "Emma",
                        "Oliver",
                        "Charlotte",
                        "Ethan")
                + " "
                + people.any("Smith", "Johnson", "Williams", "Brown", "Jones", "Taylor", "Walker", "Wright", "Hughes");
    }

    private static String pinyin(People people) {
        return people.any("Zhang", "Wang", "Li", "Zhao", "Chen", "Liu", "Yang", "Huang", "Zhou", "Wu") + " "
                + people.any("Wei", "Fang", "Xiaoming", "Jun", "Lina", "Guoqiang", "Min", "Haiyan", "Tao", "Yuting");
    }
}
