package dev.weir.privacy.mask;

import dev.weir.contracts.Code;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.Nearest;
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.mask.Generalisation.Area;
import dev.weir.privacy.mask.Generalisation.Band;
import dev.weir.privacy.mask.Generalisation.Bin;
import dev.weir.privacy.mask.Generalisation.Parent;
import dev.weir.privacy.mask.Generalisation.Period;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** From a mask as somebody wrote it to the mask. */
final class MaskParser {

    private static final String ALGORITHM = "algorithm";
    private static final String DOMAIN = "domain";
    private static final String EXTENT = "extent";
    private static final String FORMAT = "format";
    private static final String MODE = "mode";
    private static final String CIPHER = "cipher";
    private static final String KEEP = "keep";
    private static final String FIRST = "first";
    private static final String LAST = "last";
    private static final String LEAST = "least";
    private static final String LENGTH = "length";
    private static final String TO = "to";
    private static final String WIDTH = "width";
    private static final String FROM = "from";
    private static final String LEVELS = "levels";

    private static final List<String> TARGETS =
            List.of("month", "quarter", "year", "band", "district", "city", "province", "parent", "bin");

    private final MaskChoice choice;
    private final Place place;

    private MaskParser(MaskChoice choice, Place place) {
        this.choice = choice;
        this.place = place;
    }

    static Mask parse(MaskChoice choice, Place place) {
        Optional<MaskMethod> method = MaskMethod.of(choice.method());
        if (method.isEmpty()) {
            List<String> words =
                    Stream.of(MaskMethod.values()).map(MaskMethod::word).toList();
            throw ProblemsException.of(
                    Code.INVALID_MASK,
                    place,
                    "There is no mask '" + choice.method() + "'",
                    choice.method().equals("block")
                            ? "it is the law pack's word for data that may not go at all"
                            : "the masks are " + String.join(", ", words),
                    choice.method().equals("block")
                            ? "write drop"
                            : Nearest.remedy(choice.method(), words, "write one of those"));
        }
        try {
            return new MaskParser(choice, place).mask(method.get());
        } catch (IllegalArgumentException e) {
            throw ProblemsException.of(
                    Code.INVALID_MASK,
                    place,
                    "The mask '" + choice.method() + "' cannot be",
                    String.valueOf(e.getMessage()),
                    "change its parameters");
        }
    }

    private Mask mask(MaskMethod method) {
        return switch (method) {
            case KEEP -> only(new Mask.Keep());
            case DROP -> only(new Mask.Drop());
            case NULLIFY -> only(new Mask.Nullify());
            case REDACT -> only(new Mask.Redact(word(EXTENT, Mask.Redact.Extent.WHOLE)), EXTENT);
            case PARTIAL -> only(partial(), FIRST, LAST);
            case PSEUDONYMISE -> only(new Mask.Pseudonymise(algorithm(), domain()), ALGORITHM, DOMAIN);
            case ENCRYPT ->
                only(
                        new Mask.Encrypt(
                                word(FORMAT, Mask.Encrypt.Form.ANY),
                                word(CIPHER, Mask.Encrypt.BlockCipher.SM4),
                                number(KEEP, 0)),
                        FORMAT,
                        CIPHER,
                        KEEP,
                        mode());
            case GENERALISE -> new Mask.Generalise(generalisation());
            case SHIFT -> only(new Mask.Shift(number(LEAST, 1)), LEAST);
            case TRUNCATE -> only(new Mask.Truncate(number(LENGTH)), LENGTH);
            case SURROGATE -> only(new Mask.Surrogate());
        };
    }

    /** The first character where nothing is said; where one end is, nothing of the other. */
    private Mask.Partial partial() {
        return new Mask.Partial(number(FIRST, choice.parameters().containsKey(LAST) ? 0 : 1), number(LAST, 0));
    }

    private Generalisation generalisation() {
        String to = choice.parameters().getOrDefault(TO, "");
        return switch (to) {
            case "month" -> only(new Period(Period.Unit.MONTH), TO);
            case "quarter" -> only(new Period(Period.Unit.QUARTER), TO);
            case "year" -> only(new Period(Period.Unit.YEAR), TO);
            case "band" -> only(new Band(number(WIDTH, 5), number(FROM, 90)), TO, WIDTH, FROM);
            case "district" -> only(new Area(Area.Level.DISTRICT), TO);
            case "city" -> only(new Area(Area.Level.CITY), TO);
            case "province" -> only(new Area(Area.Level.PROVINCE), TO);
            case "parent" -> only(new Parent(number(LEVELS, 3)), TO, LEVELS);
            case "bin" -> only(new Bin(decimal(WIDTH)), TO, WIDTH);
            default ->
                throw refused(
                        to.isEmpty()
                                ? "The mask 'generalise' does not say to what"
                                : "Nothing is generalised to '" + to + "'",
                        "'to' is one of " + String.join(", ", TARGETS),
                        to.isEmpty() ? "add 'to'" : Nearest.remedy(to, TARGETS, "write one of those"));
        };
    }

    /** The mode follows from the format; whoever writes it must have it right, and FF3 is told why it is not there. */
    private String mode() {
        String mode = choice.parameters().getOrDefault(MODE, "").toLowerCase(Locale.ROOT);
        if (mode.startsWith("ff3")) {
            throw refused(
                    "The mask 'encrypt' has the mode '" + mode + "'",
                    "FF3 and FF3-1 were broken and NIST has taken them out (SP 800-38G revision 1, second draft, 2025)",
                    "write { method: encrypt, format: kept }, which is FF1");
        }
        String right = choice.parameters().getOrDefault(FORMAT, "any").equals("kept") ? "ff1" : "gcm";
        if (!mode.isEmpty() && !mode.equals(right)) {
            throw refused(
                    "The mask 'encrypt' has the mode '" + mode + "'",
                    "the mode follows from the format: ff1 where it is kept, gcm where it is any",
                    "take 'mode' out");
        }
        return MODE;
    }

    private MacAlgorithm algorithm() {
        String word = choice.parameters().get(ALGORITHM);
        if (word == null) {
            return MacAlgorithm.HMAC_SHA_256;
        }
        return MacAlgorithm.of(word)
                .orElseThrow(() -> refused(
                        "pseudonymise does not know the algorithm '" + word + "'",
                        "a hash without a key can be reversed by trying every number there is, so only keyed ones are"
                                + " known",
                        "write hmac-sha-256 or hmac-sm3"));
    }

    private Optional<String> domain() {
        Optional<String> domain = Optional.ofNullable(choice.parameters().get(DOMAIN));
        if (domain.filter(String::isBlank).isPresent()) {
            throw refused(
                    "The pseudonym domain has no name", "products that share it name it", "name it, or take it out");
        }
        if (domain.filter(name -> name.contains("/")).isPresent()) {
            throw refused(
                    "The pseudonym domain '" + domain.get() + "' holds a slash",
                    "its name is part of what the key is derived for, between slashes",
                    "write a name without one");
        }
        return domain;
    }

    /** The enum's constant whose word is written; the default when nothing is. */
    private <E extends Enum<E>> E word(String key, E otherwise) {
        String word = choice.parameters().get(key);
        if (word == null) {
            return otherwise;
        }
        List<E> constants = List.of(otherwise.getDeclaringClass().getEnumConstants());
        List<String> words = constants.stream().map(MaskParser::wordOf).toList();
        int at = words.indexOf(word);
        if (at < 0) {
            throw refused(
                    "'" + key + "' of the mask '" + choice.method() + "' is '" + word + "'",
                    "it is one of " + String.join(", ", words),
                    Nearest.remedy(word, words, "write one of those"));
        }
        return constants.get(at);
    }

    private static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private int number(String key, int otherwise) {
        return choice.parameters().containsKey(key) ? number(key) : otherwise;
    }

    private int number(String key) {
        String text = choice.parameters().getOrDefault(key, "");
        if (!text.matches("[0-9]{1,6}")) {
            throw notANumber(key, text, "a whole number");
        }
        return Integer.parseInt(text);
    }

    private BigDecimal decimal(String key) {
        String text = choice.parameters().getOrDefault(key, "");
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,12})?")) {
            throw notANumber(key, text, "a number");
        }
        return new BigDecimal(text);
    }

    private ProblemsException notANumber(String key, String text, String kind) {
        return refused(
                text.isEmpty()
                        ? "The mask '" + choice.method() + "' says no '" + key + "'"
                        : "'" + key + "' of the mask '" + choice.method() + "' is '" + text + "'",
                "it is " + kind,
                "write one");
    }

    /** The mask, when there is no parameter but those. */
    private <T> T only(T mask, String... known) {
        List<String> names = Arrays.asList(known);
        for (Map.Entry<String, String> parameter : choice.parameters().entrySet()) {
            if (!names.contains(parameter.getKey())) {
                throw refused(
                        "The mask '" + choice.method() + "' has no parameter '" + parameter.getKey() + "'",
                        names.isEmpty() ? "it takes none" : "it takes " + String.join(", ", names),
                        Nearest.remedy(parameter.getKey(), names, "take it out"));
            }
        }
        return mask;
    }

    private ProblemsException refused(String what, String why, String remedy) {
        return ProblemsException.of(Code.INVALID_MASK, place, what, why, remedy);
    }
}
