package dev.weir.privacy.detect;

import dev.weir.contracts.read.PersonalText;
import dev.weir.privacy.validate.BankCardNumber;
import dev.weir.privacy.validate.MobileNumber;
import dev.weir.privacy.validate.ResidentIdentity;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks through what people write about data for numbers that prove themselves. */
public final class WrittenText implements PersonalText {

    /** A fixed day, so that the same files always give the same answer. */
    private static final LocalDate LAST_BIRTH = LocalDate.of(2049, 12, 31);

    private static final Pattern IDENTITY = Pattern.compile("(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])");

    @Override
    public Optional<String> inLine(String line) {
        return hasLongNumber(line) ? identity(line) : Optional.empty();
    }

    private static Optional<String> identity(String text) {
        Matcher number = IDENTITY.matcher(text);
        while (number.find()) {
            if (ResidentIdentity.isIssued(number.group(), LAST_BIRTH)) {
                return Optional.of("a resident identity number (居民身份证号码)");
            }
        }
        return Optional.empty();
    }

    /** Nearly no line of a file has as many digits in a row, and a search costs more than this look. */
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
        String text = value.strip();
        if (MobileNumber.isValid(text)) {
            return Optional.of("a mobile number (手机号码)");
        }
        return BankCardNumber.isIssued(text) ? Optional.of("a bank card number (银行卡号)") : inLine(text);
    }
}
