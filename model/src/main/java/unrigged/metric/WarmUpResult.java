package unrigged.metric;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The load on a server before its first slice.
 *
 * @param requests right answers in it
 * @param steady whether the compilers of all its JVMs were quiet at its end; true for what is not
 *     compiled while it runs
 * @param compilerNs CPU time that they used since the server's start; empty where there is none
 * @param compilerShare of one CPU, in the last second
 */
public record WarmUpResult(
        long tookNs,
        long requests,
        boolean steady,
        OptionalLong compilerNs,
        OptionalDouble compilerShare) {}
