import { Box, H2, H5, Link, Text } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import React, { useEffect, useState } from 'react';

interface Start {
  name: string;
  role: string;
  places: { href: string; label: string; note: string; waiting: number; waits: string }[];
  account: { href: string; label: string }[];
}

/** 首页: where a member goes from here. */
export function Dashboard(): React.ReactElement | null {
  const [start, setStart] = useState<Start>();
  useEffect(() => {
    void new ApiClient().getDashboard<Start>().then(({ data }) => setStart(data));
  }, []);
  if (!start) return null;
  return (
    <Box variant="grey">
      <Box variant="white">
        <H2>{start.name}，您好</H2>
        <Text mt="default">您的角色：{start.role}</Text>
      </Box>
      <Box display="grid" mt="xl" style={{ gap: 16, gridTemplateColumns: 'repeat(auto-fill, minmax(15rem, 1fr))' }}>
        {start.places.map(({ href, label, note, waiting, waits }) => (
          <Box key={href} variant="white">
            <H5>
              <Link href={href}>{label}</Link>
            </H5>
            <Text mt="default">{note}</Text>
            {waiting > 0 && (
              <Text mt="default" fontWeight="bold" color="primary100">
                {waiting} {waits}
              </Text>
            )}
          </Box>
        ))}
      </Box>
      <Box variant="white" mt="xl" flex style={{ gap: 24, flexWrap: 'wrap' }}>
        {start.account.map(({ href, label }) => (
          <Link key={href} href={href}>
            {label}
          </Link>
        ))}
      </Box>
    </Box>
  );
}
