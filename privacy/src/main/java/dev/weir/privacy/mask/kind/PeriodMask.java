package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.kind.Generalisation.Period;
import dev.weir.privacy.mask.text.Normaliser;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.charset.StandardCharsets;
import java.time.Month;
import java.time.Year;

/**
 * The period that a date or moment lies in. Beside the canonical forms it reads dates as people write them in text:
 * {@code 2024/2/9}, {@code 2024.02.09}, {@code 20240209}, {@code 2024年2月9日}, {@code 2024-02}, {@code 2024}, each with a
 * time after it or none; and {@code 2024-Q1}. The period is that of the date as it is written, so of a moment's in UTC.
 */
final class PeriodMask implements TextMask {

    private static final byte[] YEAR_SIGN = "年".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MONTH_SIGN = "月".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DAY_SIGN = "日".getBytes(StandardCharsets.UTF_8);
    private static final int UNSAID = 0;
    private static final int WRONG = -1;

    private final Period.Unit unit;
    private final byte[] refusal;
    private final Normaliser normaliser = Normaliser.plain();

    private byte[] text = new byte[0];
    private int at;
    private int end;

    PeriodMask(Period.Unit unit, byte[] refusal) {
        this.unit = unit;
        this.refusal = refusal;
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        normaliser.normalise(utf8, offset, length);
        text = normaliser.bytes();
        at = normaliser.start();
        end = at + normaliser.length();
        int year = digits(4, 4);
        if (year == WRONG) {
            return refusal.clone();
        }
        int month = monthAndDay(year);
        return month == WRONG || (month == UNSAID && unit != Period.Unit.YEAR) ? refusal.clone() : period(year, month);
    }

    /** The month, when what comes after the year is one, with a day that exists or none, and a time or nothing. */
    private int monthAndDay(int year) {
        if (at == end) {
            return UNSAID;
        }
        int month;
        int day = UNSAID;
        if (isDigit()) {
            month = digits(2, 2);
            day = digits(2, 2);
        } else if (takes(YEAR_SIGN)) {
            if (at == end) {
                return UNSAID;
            }
            month = digits(1, 2);
            if (!takes(MONTH_SIGN)) {
                return WRONG;
            }
            if (isDigit()) {
                day = digits(1, 2);
                takes(DAY_SIGN);
            }
        } else {
            byte separator = text[at++];
            if (separator != '-' && separator != '/' && separator != '.') {
                return WRONG;
            }
            if (separator == '-' && at < end && text[at] == 'Q') {
                return quarter();
            }
            month = digits(1, 2);
            if (at < end && text[at] == separator) {
                at++;
                day = digits(1, 2);
            }
        }
        return isDate(year, month, day) && restIsTime() ? month : WRONG;
    }

    /** The first month of a quarter, as {@link Period} writes it; of no use where the month is asked for. */
    private int quarter() {
        at++;
        int quarter = digits(1, 1);
        return quarter >= 1 && quarter <= 4 && at == end && unit != Period.Unit.MONTH ? 3 * quarter - 2 : WRONG;
    }

    private static boolean isDate(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && (day == UNSAID || (day >= 1 && day <= Month.of(month).length(Year.isLeap(year))));
    }

    private boolean restIsTime() {
        if (at == end) {
            return true;
        }
        if (text[at] != 'T' && text[at] != ' ') {
            return false;
        }
        for (int i = at + 1; i < end; i++) {
            byte b = text[i];
            if (!(b >= '0' && b <= ':') && b != '.' && b != '+' && b != '-' && b != 'Z' && b != ' ') {
                return false;
            }
        }
        return true;
    }

    private byte[] period(int year, int month) {
        int length = switch (unit) {
            case YEAR -> 4;
            case QUARTER, MONTH -> 7;
        };
        byte[] period = new byte[length];
        put(period, 0, year / 100);
        put(period, 2, year % 100);
        if (unit == Period.Unit.QUARTER) {
            period[4] = '-';
            period[5] = 'Q';
            period[6] = (byte) ('1' + (month - 1) / 3);
        } else if (unit == Period.Unit.MONTH) {
            period[4] = '-';
            put(period, 5, month);
        }
        return period;
    }

    private static void put(byte[] out, int index, int twoDigits) {
        out[index] = (byte) ('0' + twoDigits / 10);
        out[index + 1] = (byte) ('0' + twoDigits % 10);
    }

    private boolean isDigit() {
        return at < end && text[at] >= '0' && text[at] <= '9';
    }

    /** The number of that many digits at most; wrong when there are fewer than the least. */
    private int digits(int least, int most) {
        int number = 0;
        int count = 0;
        while (count < most && isDigit()) {
            number = number * 10 + text[at++] - '0';
            count++;
        }
        return count < least ? WRONG : number;
    }

    private boolean takes(byte[] sign) {
        if (end - at < sign.length) {
            return false;
        }
        for (int i = 0; i < sign.length; i++) {
            if (text[at + i] != sign[i]) {
                return false;
            }
        }
        at += sign.length;
        return true;
    }
}
