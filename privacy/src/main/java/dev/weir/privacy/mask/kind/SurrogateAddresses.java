package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.kind.Generalisation.Area;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Made-up e-mail addresses and addresses. An e-mail address is twelve letters and digits under {@code example.org}, which RFC
 * 2606 keeps for examples. An address keeps its city ({@link ChineseAddress}) and gets a street and number of our own making.
 */
final class SurrogateAddresses {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int MAILBOX = 12;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final String[] STREETS = {
        "云杉", "白鹭", "青禾", "听泉", "望舒", "晴川", "石榴", "苍梧", "芦荻", "松针", "梨雪", "蓼汀", "竹影", "麦浪", "杏坞", "星槎", "枫桥东", "荷风",
        "霁月", "落雁", "柳眉", "橡实", "拾穗", "野菊"
    };
    private static final String[] KINDS = {"路", "街", "巷", "大道"};
    private static final int NUMBERS = 999;

    private SurrogateAddresses() {}

    static Optional<String> email(String value, DeterministicRandom draws) {
        if (!EMAIL.matcher(value).matches()) {
            return Optional.empty();
        }
        StringBuilder mailbox = new StringBuilder();
        for (int i = 0; i < MAILBOX; i++) {
            mailbox.append(draws.of(LETTERS));
        }
        return Optional.of(mailbox.append("@example.org").toString());
    }

    static Optional<String> address(String value, DeterministicRandom draws) {
        return ChineseAddress.read(value)
                .filter(ChineseAddress::hasCity)
                .map(address -> address.text(Area.Level.CITY) + draws.of(STREETS) + draws.of(KINDS)
                        + (draws.below(NUMBERS) + 1) + "号");
    }
}
