package dev.weir.privacy.detect;

import dev.weir.contracts.read.PersonalText;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;

/** Looks with {@link LeakScan} through what people write about data. */
public final class WrittenText implements PersonalText {

    /** A fixed day, so that the same files always give the same answer. */
    private static final LocalDate LAST_BIRTH = LocalDate.of(2049, 12, 31);

    private static LeakCounts scanned(String text) {
        LeakScan scan = new LeakScan(LAST_BIRTH);
        scan.add(text.getBytes(StandardCharsets.UTF_8));
        return scan.counts();
    }

    private static Optional<String> identity(LeakCounts counts) {
        LeakCounts.Hits found = counts.of(LeakKind.IDENTITY);
        return found.whole() + found.inside() > 0
                ? Optional.of("a resident identity number (居民身份证号码)")
                : Optional.empty();
    }

    @Override
    public Optional<String> inLine(String line) {
        return hasLongNumber(line) ? identity(scanned(line)) : Optional.empty();
    }

    /** Nearly no line of a file has as many digits in a row, and a scan costs more than this look. */
    private static boolean hasLongNumber(String line) {
        int digits = 0;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            digits = character >= '0' && character <= '9' ? digits + 1 : 0;
            if (digits == 17) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<String> asValue(String value) {
        LeakCounts counts = scanned(value.strip());
        if (counts.of(LeakKind.MOBILE).whole() > 0) {
            return Optional.of("a mobile number (手机号码)");
        }
        return counts.of(LeakKind.CARD).whole() > 0 ? Optional.of("a bank card number (银行卡号)") : identity(counts);
    }
}
